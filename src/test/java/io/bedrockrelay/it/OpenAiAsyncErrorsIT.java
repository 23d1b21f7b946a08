package io.bedrockrelay.it;

import io.bedrockrelay.it.matrix.By;
import io.bedrockrelay.it.matrix.Client;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Timeout;

/// The same with the client that answers in futures.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
@By(Client.OPENAI_ASYNC)
class OpenAiAsyncErrorsIT extends OpenAiErrorsIT {
    @Override
    OpenAiAsker open() {
        return new OpenAiAsker.Async(Clients.openAi().async());
    }
}

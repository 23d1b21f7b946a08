package io.bedrockrelay.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.catalogue.ModelSource;
import io.bedrockrelay.catalogue.SourceException;
import io.bedrockrelay.chat.Block;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The wiring, without a setting: both planes reach the embedded Bedrock.
@QuarkusTest
class BedrockBeansTest {
    @Inject
    @SuppressWarnings("NullAway.Init")
    ModelSource source;

    @Inject
    @SuppressWarnings("NullAway.Init")
    RuntimeLane lane;

    @Test
    void listsModelsOfTheEmbeddedBedrock() throws SourceException {
        assertThat(source.fetch("eu-west-2").models()).isNotEmpty();
    }

    @Test
    void talksToTheEmbeddedBedrock() {
        var answer = lane.converse(
                        new Destination("us-east-1", "us.amazon.nova-pro-v1:0"), Lanes.request(new Block.Text("Hello")))
                .await()
                .atMost(Duration.ofSeconds(20));
        assertThat(answer).isInstanceOf(ConverseOutcome.Whole.class);
    }
}

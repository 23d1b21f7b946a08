package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.it.matrix.By;
import io.bedrockrelay.it.matrix.Client;
import io.bedrockrelay.it.matrix.Feature;
import io.bedrockrelay.it.matrix.Shows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Libraries of JavaScript, each against ten models: Claude of four generations, Nova 1 and 2, gpt-oss, Llama, Qwen and
/// DeepSeek.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@By(Client.OPENAI_NODE)
class JavaScriptLibrariesIT {
    private static final Path FOLDER = Path.of("src", "test", "libraries");

    private final Trials trials = Trials.none();
    private boolean tried;

    @BeforeEach
    void ask() throws Exception {
        if (!tried) {
            BedrockResource.awaitCatalogue();
            var node = Program.require("node");
            Trials.require(FOLDER.resolve("node_modules"));
            tried = true;
            trials.run(FOLDER, List.of(node.toString(), "clients.mjs", Clients.relay()));
        }
    }

    static Stream<Arguments> cells() {
        return Library.cells(Stream.of(Client.values()).filter(Client::isOfNode));
    }

    @ParameterizedTest
    @MethodSource("cells")
    @Shows
    void everyModelAnswers(Library library, Feature feature) {
        assertThat(trials.faults(library.client(), feature, library.streamed())).isEmpty();
    }
}

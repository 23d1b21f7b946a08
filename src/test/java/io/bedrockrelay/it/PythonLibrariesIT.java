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

/// Libraries of Python, each against ten models: Claude of four generations, Nova 1 and 2, gpt-oss, Llama, Qwen and
/// DeepSeek.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@By(Client.OPENAI_PYTHON)
class PythonLibrariesIT {
    private static final Path FOLDER = Path.of("src", "test", "python");
    private static final List<String> MODULES = List.of(
            "openai_trials",
            "anthropic_trials",
            "boto3_trials",
            "langchain_trials",
            "pydantic_trials",
            "litellm_trials");

    private final Trials trials = Trials.none();
    private boolean tried;

    /// All libraries in one process, but for one that wants other versions of the rest.
    @BeforeEach
    void ask() throws Exception {
        if (!tried) {
            BedrockResource.awaitCatalogue();
            var base = Clients.relay();
            var python = Trials.require(FOLDER.resolve(".clients/bin/python"));
            var other = Trials.require(FOLDER.resolve(".instructor/bin/python"));
            tried = true;
            trials.run(FOLDER, command(python, base, MODULES));
            trials.run(FOLDER, command(other, base, List.of("instructor_trials")));
        }
    }

    static Stream<Arguments> cells() {
        return Library.cells(Stream.of(Client.values()).filter(Client::isOfPython));
    }

    @ParameterizedTest
    @MethodSource("cells")
    @Shows
    void everyModelAnswers(Library library, Feature feature) {
        assertThat(trials.faults(library.client(), feature, library.streamed())).isEmpty();
    }

    private static List<String> command(Path python, String base, List<String> modules) {
        return Stream.concat(Stream.of(python.toString(), "clients.py", base), modules.stream())
                .toList();
    }
}

package io.bedrockrelay.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EmbeddedBedrockTest {
    @Inject
    @Named("embedded-bedrock")
    @SuppressWarnings("NullAway.Init")
    URI uri;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Emulator emulator;

    @Test
    void listensWhereTheNamedAddressSays() {
        assertThat(uri).isEqualTo(emulator.uri());
        try (var client = Sdk.in(emulator, "eu-west-1").control()) {
            assertThat(client.listFoundationModels(all -> {}).modelSummaries()).hasSize(62);
        }
    }

    @Test
    void isBuiltIntoDevTestsAndTheTrialOnly() {
        assertThat(EmbeddedBedrock.class.getAnnotation(IfBuildProfile.class).anyOf())
                .containsExactlyInAnyOrder("dev", "test", "trial");
    }
}

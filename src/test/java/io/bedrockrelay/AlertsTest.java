package io.bedrockrelay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Whoever is woken by an alert finds what to do, and every alert was seen to fire.
class AlertsTest {
    private static final Path FOLDER = Path.of("deploy/prometheus");

    @Test
    void everyAlertSaysHowBadItIsAndWhatToDo() throws IOException {
        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> {
            var name = String.valueOf(alert.get("alert"));
            assertThat(map(alert.get("labels")).get("severity")).as(name).isIn("page", "ticket");
            assertThat(String.valueOf(map(alert.get("annotations")).get("summary")))
                    .as(name)
                    .hasSizeGreaterThan(20);
            assertThat(String.valueOf(map(alert.get("annotations")).get("runbook")))
                    .as(name)
                    .hasSizeGreaterThan(100);
        });
    }

    @Test
    void everyAlertIsTriedByACaseInWhichItFires() throws IOException {
        var cases = Files.readString(FOLDER.resolve("alerts.test.yml"));
        assertThat(alerts()).allSatisfy(alert -> assertThat(cases)
                .contains("ALERTS{alertname=\"" + alert.get("alert") + "\",alertstate=\"firing\""));
    }

    private static List<Map<?, ?>> alerts() throws IOException {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        Map<?, ?> file = yaml.load(Files.readString(FOLDER.resolve("alerts.yml")));
        var group = (List<?>) file.get("groups");
        return ((List<?>) map(group.getFirst()).get("rules"))
                .stream().<Map<?, ?>>map(AlertsTest::map).toList();
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }
}

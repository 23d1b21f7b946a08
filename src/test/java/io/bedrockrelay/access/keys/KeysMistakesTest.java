package io.bedrockrelay.access.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysMistakesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            modles: [a]                    | 'modles'               | there is no such field
            models: []                     | models                 | the list is empty, which could mean all or none
            models:                        | models                 | it has no value
            models: [a, a]                 | models                 | a value stands twice
            models: ['a b']                | models                 | 'a b' is not allowed here
            models: {a: b}                 | models                 | it is not a single value
            models: [[a]]                  | models                 | it is not a single value
            roles: [root]                  | roles                  | 'root' is not allowed here
            roles: Chat                    | roles                  | 'Chat' is not allowed here
            regions: [EU]                  | regions                | 'EU' is not allowed here
            scopes: [application]          | scopes                 | 'application' is not allowed here
            scopes: [global, global]       | scopes                 | a value stands twice
            residency: ['*-west-1']        | residency              | '*-west-1' is not allowed here
            defaultRegion: 'eu-*'          | defaultRegion          | 'eu-*' is not allowed here
            defaultRegion: [eu-west-1]     | defaultRegion          | it is not a single value
            expires: tomorrow              | expires                | 'tomorrow' is not allowed here
            expires: 2027-02-30            | expires                | '2027-02-30' is not allowed here
            expires: 2027-01-31T10:00      | expires                | '2027-01-31T10:00' is not allowed here
            enabled: yes                   | enabled                | 'yes' is not allowed here
            enabled: 0                     | enabled                | '0' is not allowed here
            limits: 5                      | limits                 | it is not a mapping
            limits: {requests: 5}          | limits, 'requests'     | there is no such field
            limits: {tokensPerDay: 0}      | limits, tokensPerDay   | '0' is not allowed here
            limits: {tokensPerDay: -1}     | limits, tokensPerDay   | '-1' is not allowed here
            limits: {tokensPerDay: 1e6}    | limits, tokensPerDay   | '1e6' is not allowed here
            limits: {tokensPerDay: 9999999999999999} | limits, tokensPerDay | '9999999999999999' is not allowed here
            applicationProfiles: {m: a b}  | applicationProfiles of 'm' | 'a b' is not allowed here
            applicationProfiles: {'m*': a} | applicationProfiles    | 'm*' is not a model id
            name: other                    | 'name'                 | it stands twice
            """)
    void aWrongFieldIsNamedWithItsLineAndARemedy(String line, String field, String reason) {
        assertThat(Texts.wrong(Texts.file("team-a", "brk_x", line)))
                .singleElement()
                .satisfies(mistake -> {
                    assertThat(mistake.line()).isEqualTo(4);
                    assertThat(mistake.place()).endsWith(", " + field);
                    assertThat(mistake.place()).startsWith(field.equals("'name'") ? "entry 1" : "key team-a");
                    assertThat(mistake.reason()).isEqualTo(reason);
                    assertThat(mistake.remedy()).isNotBlank();
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                             | it is empty
            "# nothing"                    | it is empty
            "just text"                    | it is not a mapping
            "[]"                           | it is not a mapping
            "{}"                           | it has no list of keys
            "keys:"                        | it is not a list
            "keys: {a: b}"                 | it is not a list
            "keys: [a]"                    | it is not a mapping
            "key: []"                      | there is no such field
            "keys: [{sha256: ~}]"          | the value is not allowed here
            """)
    void aFileThatIsNoKeysFileIsToldSo(String text, String reason) {
        assertThat(Texts.wrong(text)).extracting(Mistake::reason).contains(reason);
    }

    @Test
    void anEntryWithoutNameOrDigestIsToldSo() {
        assertThat(Texts.wrong("keys:\n  - roles: [chat]\n"))
                .extracting(Mistake::line, Mistake::place, Mistake::reason)
                .containsExactlyInAnyOrder(
                        tuple(2, "entry 1, name", "it is missing"), tuple(2, "entry 1, sha256", "it is missing"));
    }

    @Test
    void aNameThatIsTakenPointsToItsOtherLine() {
        assertThat(Texts.wrong(Texts.file("a", "brk_x") + Texts.entry("a", "brk_y")))
                .containsExactly(new Mistake(
                        4, "key a, name", "another key has the same one, in line 2", "give every key its own"));
    }

    @Test
    void aSecretThatIsTakenPointsToItsOtherLine() {
        assertThat(Texts.wrong(Texts.file("a", "brk_x") + Texts.entry("b", "brk_x")))
                .containsExactly(new Mistake(
                        5, "key b, sha256", "another key has the same one, in line 3", "give every key its own"));
    }

    @Test
    void oneSecretTwiceInOneKeyIsNoRotation() {
        var hex = Digest.of("brk_x").hex();
        assertThat(Texts.wrong("keys: [{name: a, sha256: [%s, %s]}]".formatted(hex, hex)))
                .extracting(Mistake::reason)
                .containsExactly("a value stands twice");
    }

    @Test
    void aThirdSecretIsOneTooMany() {
        var text = "keys: [{name: a, sha256: [%s, %s, %s]}]"
                .formatted(
                        Digest.of("brk_x").hex(),
                        Digest.of("brk_y").hex(),
                        Digest.of("brk_z").hex());
        assertThat(Texts.wrong(text)).extracting(Mistake::reason).containsExactly("there are more than two");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        var text = Texts.file("a", "brk_x", "roles: [root]", "models: []")
                + Texts.entry("b", "brk_y", "expires: never", "limits: {tokensPerDay: x}");
        assertThat(Texts.wrong(text)).extracting(Mistake::line).containsExactly(4, 5, 8, 9);
    }

    @Test
    void aDefaultRegionOutsideTheRegionsIsAContradiction() {
        assertThat(Texts.wrong(Texts.file("a", "brk_x", "regions: ['eu-*']", "defaultRegion: us-east-1")))
                .extracting(Mistake::reason)
                .containsExactly("it is not among the regions of the key");
    }

    @Test
    void aPatternWithoutQuotesIsToldToHaveSome() {
        assertThat(Texts.wrong(Texts.file("a", "brk_x", "models: [*]")))
                .singleElement()
                .satisfies(mistake -> {
                    assertThat(mistake.line()).isEqualTo(4);
                    assertThat(mistake.remedy()).contains("quotes");
                });
    }

    @Test
    void theMistakeOfASettingNamesFileLineAndEntry() {
        var mistake = Texts.wrong(Texts.file("team-a", "brk_x", "roles: root")).getFirst();
        var problem = mistake.problem(Path.of("/etc/relay/keys.yaml"));
        assertThat(problem.key()).isEqualTo("relay.access.keys-file");
        assertThat(problem.value()).isEqualTo("/etc/relay/keys.yaml");
        assertThat(problem.reason()).isEqualTo("line 4, key team-a, roles: 'root' is not allowed here");
        assertThat(problem.remedy()).isEqualTo("write chat, admin or both");
    }

    @Test
    void aKeyWhereItsDigestBelongsIsNeverShown() {
        var secrets = List.of("brk_4xq9", "sk-proprietary", "brk_4xq9 # oops");
        for (var secret : secrets) {
            for (var field : List.of("name", "sha256", "expires", "models")) {
                var text = "keys:\n  - " + field + ": " + secret + "\n";
                assertThat(Texts.wrong(text).toString()).doesNotContain("4xq9");
            }
            assertThat(Texts.wrong("keys: [{sha256: " + secret + "}]").toString())
                    .doesNotContain("4xq9", "proprietary");
        }
        assertThat(Texts.wrong("keys: [{brk_4xq9: x}]").toString()).doesNotContain("4xq9");
    }
}

package io.bedrockrelay.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers in the form that a prompt asks for in words, as libraries write them.
@ExtendWith(EmulatorExtension.class)
class DictatedTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = "{\"$defs\": {}, \"type\": \"object\", \"properties\": "
            + "{\"city\": {\"type\": \"string\"}, \"people\": {\"type\": \"integer\"}}, \"required\": [\"people\"]}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Always respond with a JSON object that's compatible with this schema: {\"note\": 1}\n\n" + SCHEMA,
                "JSON schema:\n" + SCHEMA + "\nYou MUST answer with JSON that matches the JSON schema above.",
                "Return JSON with these fields. <json_fields>[\"people\"]</json_fields> <json_field_properties>\n"
                        + "{\"people\": {\"type\": \"integer\"}}\n</json_field_properties>",
            })
    void aSchemaInTheSystemPromptIsFollowed(String system, Emulator emulator) throws Exception {
        assertThat(JSON.readTree(answer(emulator, system)).path("people").isInt())
                .isTrue();
    }

    @Test
    void anyObjectIsGivenWhereOneIsAskedFor(Emulator emulator) throws Exception {
        assertThat(JSON.readTree(answer(emulator, "Answer with one JSON object and nothing else."))
                        .isObject())
                .isTrue();
    }

    @Test
    void sectionsAreGivenByTheirNames(Emulator emulator) throws Exception {
        assertThat(answer(
                        emulator,
                        "Respond with the corresponding output fields, starting with the field `[[ ## reason ## ]]`, "
                                + "then `[[ ## people ## ]]` (must be formatted as a valid Python int), and then ending with "
                                + "the marker for `[[ ## completed ## ]]`."))
                .isEqualTo("[[ ## reason ## ]]\nHow many in Oslo?\n\n[[ ## people ## ]]\n7\n\n[[ ## completed ## ]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Be brief.", "Never answer with JSON.", "The file is {\"properties\": {}}, read it."})
    void otherPromptsAreAnsweredWithALetter(String system, Emulator emulator) throws Exception {
        assertThat(answer(emulator, system)).contains("You asked");
    }

    private static String answer(Emulator emulator, String system) throws Exception {
        var body = JSON.createObjectNode();
        body.putArray("system").addObject().put("text", system);
        body.putArray("messages")
                .addObject()
                .put("role", "user")
                .putArray("content")
                .addObject()
                .put("text", "How many in Oslo?");
        try (var wire = Wire.in(emulator, "us-east-1")) {
            var got = wire.converse(Wire.SONNET, body.toString());
            assertThat(got.status()).as(got.message()).isEqualTo(200);
            return got.json().at("/output/message/content/0/text").asText();
        }
    }
}

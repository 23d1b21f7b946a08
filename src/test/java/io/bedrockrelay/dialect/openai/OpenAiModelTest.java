package io.bedrockrelay.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockrelay.dialect.JsonWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Models in OpenAI's shape.
class OpenAiModelTest {
    private static final OpenAiModel KNOWN = new OpenAiModel(
            "claude-sonnet-4-6",
            1_771_000_000,
            "Anthropic",
            "Claude Sonnet 4.6",
            200_000,
            64_000,
            List.of("TEXT", "IMAGE"),
            List.of("TEXT"),
            List.of("tools"));
    private static final OpenAiModel PLAIN =
            new OpenAiModel("m", 0, "Meta", null, null, null, List.of(), List.of(), null);

    @Test
    void aModelShowsWhatIsKnownOfIt() {
        var out = new JsonWriter();
        KNOWN.write(out);
        assertThat(Streams.text(out)).isEqualTo("""
                        {"id":"claude-sonnet-4-6","object":"model","created":1771000000,"owned_by":"Anthropic",\
                        "name":"Claude Sonnet 4.6","context_window":200000,"max_output_tokens":64000,\
                        "input_modalities":["TEXT","IMAGE"],"output_modalities":["TEXT"],"capabilities":["tools"]}""");
    }

    @Test
    void aListHoldsThemInTheirOrder() {
        var out = new JsonWriter();
        OpenAiModel.list(List.of(PLAIN, PLAIN), out);
        var one = "{\"id\":\"m\",\"object\":\"model\",\"created\":0,\"owned_by\":\"Meta\"}";
        assertThat(Streams.text(out)).isEqualTo("{\"object\":\"list\",\"data\":[" + one + "," + one + "]}");
    }

    @Test
    void anEmptyListIsAList() {
        var out = new JsonWriter();
        OpenAiModel.list(List.of(), out);
        assertThat(Streams.text(out)).isEqualTo("{\"object\":\"list\",\"data\":[]}");
    }

    @Test
    void aModelWithoutAnIdCannotExist() {
        assertThatThrownBy(() -> new OpenAiModel(" ", 0, "x", null, null, null, List.of(), List.of(), null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

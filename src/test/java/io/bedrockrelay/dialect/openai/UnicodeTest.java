package io.bedrockrelay.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Texts of every kind and size pass both ways unharmed.
class UnicodeTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void aCharacterCutInTwoArrivesWhole() {
        var rocket = "🚀";
        var events = List.<ChatEvent>of(
                new ChatEvent.Started(),
                new ChatEvent.Text(0, "a" + rocket.charAt(0)),
                new ChatEvent.Text(0, rocket.charAt(1) + "b"),
                new ChatEvent.BlockStopped(0),
                new ChatEvent.Stopped(StopReason.END_TURN, null, null));
        var client = Client.read(Streams.encoded(events, Streams.answering(false)));
        assertThat(client.message.path("content").textValue()).isEqualTo("a🚀b");
    }

    @Test
    void everyCharacterOfTheBasicPlaneArrives() {
        var all = new StringBuilder();
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            all.append(c);
        }
        var events = List.<ChatEvent>of(
                new ChatEvent.Started(),
                new ChatEvent.Text(0, all.toString()),
                new ChatEvent.Stopped(StopReason.END_TURN, null, null));
        var client = Client.read(Streams.encoded(events, Streams.answering(false)));
        assertThat(client.message.path("content").textValue()).isEqualTo(all.toString());
    }

    @Test
    void hugeTextsPassBothWays() throws IOException {
        var huge = "ü\n\"x\" 🚀".repeat(1_000_000);
        var body = MAPPER.createObjectNode().put("model", "m");
        body.putArray("messages").addObject().put("role", "user").put("content", huge);
        var read = (Reading.Read) new CompletionsDialect().read(MAPPER.writeValueAsBytes(body));
        assertThat(read.request().messages().getFirst().content()).isEqualTo(List.of(new Block.Text(huge)));
        var events = List.<ChatEvent>of(
                new ChatEvent.Started(),
                new ChatEvent.Text(0, huge),
                new ChatEvent.Stopped(StopReason.END_TURN, null, null));
        var client = Client.read(Streams.encoded(events, Streams.answering(false)));
        assertThat(client.message.path("content").textValue()).isEqualTo(huge);
    }

    @Test
    void aHugeImageIsTakenAsItIs() throws IOException {
        var base64 = "QUJD".repeat(5_000_000);
        var body = MAPPER.createObjectNode().put("model", "m");
        var part = body.putArray("messages")
                .addObject()
                .put("role", "user")
                .putArray("content")
                .addObject();
        part.put("type", "image_url").putObject("image_url").put("url", "data:image/webp;base64," + base64);
        var read = (Reading.Read) new CompletionsDialect().read(MAPPER.writeValueAsBytes(body));
        assertThat(read.request().messages().getFirst().content())
                .isEqualTo(List.of(new Block.Image("webp", new Block.Source.Base64(base64))));
    }

    @Test
    void aBodyThatIsNoUtf8IsRefused() {
        var body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"ü\"}]}"
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new CompletionsDialect().read(body)).isInstanceOf(Reading.Refused.class);
    }
}

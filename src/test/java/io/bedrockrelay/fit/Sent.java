package io.bedrockrelay.fit;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.bedrock.request.ConverseBody;
import io.bedrockrelay.bedrock.request.ConverseWriter;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.adapted.Adaptation;
import io.bedrockrelay.chat.adapted.Header;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.anthropic.AnthropicDialect;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import io.bedrockrelay.dialect.relay.RelayDialect;
import io.bedrockrelay.fit.learn.Learnt;
import io.bedrockrelay.fit.traits.TraitsTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The whole pure way of a request: read in its dialect, fitted to a model, written for Converse.
///
/// @param refusal why nothing is sent, null where something is
record Sent(
        ObjectNode body,
        String told,
        Fit.@Nullable Fitted fitted,
        @Nullable String refusal) {
    static final TraitsTable TABLE = TraitsTable.read();
    private static final ObjectMapper JSON = new ObjectMapper();

    static Sent openAi(String modelId, String members) {
        return of(new CompletionsDialect(), modelId, "{\"model\":\"m\"," + members + "}");
    }

    static Sent of(Dialect dialect, String modelId, String body) {
        return switch (dialect.read(body.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Refused refused -> refused(refused.failure().message());
            case Reading.Read read -> of(read.request(), read.stream(), read.adapted(), modelId);
        };
    }

    static Sent of(ChatRequest request, boolean stream, List<Adaptation> adapted, String modelId) {
        return of(request, stream, adapted, modelId, Learnt.NOTHING);
    }

    static Sent of(ChatRequest request, boolean stream, List<Adaptation> adapted, String modelId, Learnt learnt) {
        return switch (Fitting.of(request, stream, TABLE.of(modelId), learnt)) {
            case Fit.Refused refused -> refused(refused.failure().message());
            case Fit.Fitted fitted -> {
                var told = new ArrayList<>(adapted);
                told.addAll(fitted.adaptations());
                yield switch (ConverseWriter.write(fitted.request(), stream && !fitted.whole())) {
                    case ConverseBody.Refused refused ->
                        refused(refused.failure().message());
                    case ConverseBody.Written written -> new Sent(json(written.json()), Header.of(told), fitted, null);
                };
            }
        };
    }

    static Dialect dialect(String path) {
        return switch (path) {
            case "/v1/chat/completions" -> new CompletionsDialect();
            case "/api/chat" -> new RelayDialect();
            default -> new AnthropicDialect();
        };
    }

    JsonNode at(String pointer) {
        return body.at(pointer);
    }

    /// As a client writes it that escapes what is not ASCII, halves of characters among it.
    static String text(JsonNode body) {
        try {
            return JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Sent refused(String message) {
        return new Sent(JSON.createObjectNode(), "", null, message);
    }

    private static ObjectNode json(byte[] bytes) {
        try {
            return (ObjectNode) JSON.readTree(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}

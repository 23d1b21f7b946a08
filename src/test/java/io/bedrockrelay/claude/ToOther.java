package io.bedrockrelay.claude;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.bedrock.request.ConverseBody;
import io.bedrockrelay.bedrock.request.ConverseWriter;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.adapted.Header;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.anthropic.AnthropicDialect;
import io.bedrockrelay.dialect.claude.fitting.Fitted;
import io.bedrockrelay.dialect.claude.fitting.PlainMessages;
import io.bedrockrelay.dialect.claude.model.ClaudeModels;
import io.bedrockrelay.dialect.claude.outline.Outline;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.converse.ConverseRules;
import io.bedrockrelay.fit.Fit;
import io.bedrockrelay.fit.Fitting;
import io.bedrockrelay.fit.answer.AnswerPlan;
import io.bedrockrelay.fit.learn.Learnt;
import io.bedrockrelay.fit.traits.TraitsTable;
import java.util.ArrayList;

/// A body of Anthropic's on its way to a model that is not Claude: what Converse gets.
///
/// @param sent Converse's body
/// @param told the header `X-Relay-Adapted`
/// @param plan what is to be done to the answer
record ToOther(ObjectNode sent, String told, AnswerPlan plan) {
    static final String NOVA_2 = "amazon.nova-2-lite-v1:0";
    static final String NOVA_LITE = "amazon.nova-lite-v1:0";

    private static final ClaudeModels CLAUDE = ClaudeModels.read();
    private static final TraitsTable TRAITS = TraitsTable.read();
    private static final Traits.Table EMULATED = Traits.Table.read();
    private static final AnthropicDialect DIALECT = new AnthropicDialect();

    /// The body goes, and the emulator's model takes it.
    static ToOther of(String model, JsonNode body) {
        return switch (fitted(model, body)) {
            case Outcome.Sent(ToOther sent) -> sent;
            case Outcome.Refused(Failure failure) -> throw new AssertionError("refused: " + failure.message());
        };
    }

    /// The body does not go.
    static Failure refused(String model, JsonNode body) {
        return switch (fitted(model, body)) {
            case Outcome.Sent(ToOther sent) -> throw new AssertionError("sent: " + sent);
            case Outcome.Refused(Failure failure) -> failure;
        };
    }

    private sealed interface Outcome {
        record Sent(ToOther sent) implements Outcome {}

        record Refused(Failure failure) implements Outcome {}
    }

    private static Outcome fitted(String model, JsonNode body) {
        var outline = ((Outline.Look.Seen) Outline.at(body.toString().getBytes(UTF_8))).outline();
        if (!(PlainMessages.of(outline, CLAUDE.of(null)) instanceof Fitted.Body plain)) {
            return new Outcome.Refused(((Fitted.Refused) PlainMessages.of(outline, CLAUDE.of(null))).failure());
        }
        return switch (DIALECT.read(plain.json())) {
            case Reading.Refused(Failure failure) -> new Outcome.Refused(failure);
            case Reading.Read read ->
                switch (Fitting.of(read.request(), read.stream(), TRAITS.of(model), Learnt.NOTHING)) {
                    case Fit.Refused(Failure.Invalid failure) -> new Outcome.Refused(failure);
                    case Fit.Fitted fit -> new Outcome.Sent(written(model, fit, read.with(plain.adaptations())));
                };
        };
    }

    private static ToOther written(String model, Fit.Fitted fit, Reading.Read read) {
        var written = (ConverseBody.Written) ConverseWriter.write(fit.request(), !fit.whole());
        var sent = Recorded.object(new String(written.json(), UTF_8));
        var broken = ConverseRules.broken(sent, EMULATED.of(model), !fit.whole());
        if (broken.isPresent()) {
            throw new AssertionError(model + " refuses: " + broken.get().body() + "\n" + sent);
        }
        var told = new ArrayList<>(read.adapted());
        told.addAll(fit.adaptations());
        return new ToOther(sent, Header.of(told), fit.answer());
    }

    JsonNode at(String pointer) {
        return sent.at(pointer);
    }
}

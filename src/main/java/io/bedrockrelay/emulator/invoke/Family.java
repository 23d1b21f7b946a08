package io.bedrockrelay.emulator.invoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.converse.ConverseAnswerWriter;
import io.bedrockrelay.emulator.converse.ConverseEvents;
import io.bedrockrelay.emulator.converse.ConverseReader;
import io.bedrockrelay.emulator.converse.ConverseRules;
import io.bedrockrelay.emulator.reply.ModelReply;
import io.bedrockrelay.emulator.reply.Prompt;
import io.bedrockrelay.emulator.reply.PromptCache;
import io.bedrockrelay.emulator.wire.EncodedFrame;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.util.Iterator;
import java.util.Optional;

/// The text models whose own bodies are known, and how each reads and writes them.
public enum Family {
    CLAUDE {
        @Override
        public Optional<ErrorAnswer> broken(ObjectNode body, Traits traits, boolean streaming) {
            return AnthropicRules.broken(body, traits);
        }

        @Override
        public String lastText(ObjectNode body) {
            return AnthropicReader.lastText(body);
        }

        @Override
        public Prompt prompt(ObjectNode body, Prompt.Speaker speaker, Traits traits, PromptCache cache) {
            return AnthropicReader.prompt(body, speaker, traits, cache);
        }

        @Override
        public ObjectNode whole(ModelReply reply, Prompt prompt, ObjectNode body) {
            return AnthropicWriter.body(reply, prompt);
        }

        @Override
        public Iterator<EncodedFrame> stream(ModelReply reply, Prompt prompt, ObjectNode body) {
            return AnthropicEvents.frames(reply, prompt);
        }
    },
    /// Nova's body is nearly Converse's.
    NOVA {
        @Override
        public Optional<ErrorAnswer> broken(ObjectNode body, Traits traits, boolean streaming) {
            return ConverseRules.broken(body, traits, streaming);
        }

        @Override
        public String lastText(ObjectNode body) {
            return ConverseReader.lastText(body);
        }

        @Override
        public Prompt prompt(ObjectNode body, Prompt.Speaker speaker, Traits traits, PromptCache cache) {
            return ConverseReader.prompt(body, speaker, traits, cache);
        }

        @Override
        public ObjectNode whole(ModelReply reply, Prompt prompt, ObjectNode body) {
            var answer = ConverseAnswerWriter.body(reply, body);
            answer.remove("metrics");
            return answer;
        }

        @Override
        public Iterator<EncodedFrame> stream(ModelReply reply, Prompt prompt, ObjectNode body) {
            return Chunks.frames(ConverseEvents.events(reply, body).map(event -> {
                var inner = JsonTrees.object();
                inner.set(event.type(), event.payload());
                return new Chunks.Inner(
                        event.type(), event.type().equals("metadata") ? Chunks.last(inner, reply) : inner);
            }));
        }
    },
    TITAN {
        @Override
        public Optional<ErrorAnswer> broken(ObjectNode body, Traits traits, boolean streaming) {
            return TitanText.broken(body, traits);
        }

        @Override
        public String lastText(ObjectNode body) {
            return body.path("inputText").asText("");
        }

        @Override
        public Prompt prompt(ObjectNode body, Prompt.Speaker speaker, Traits traits, PromptCache cache) {
            return TitanText.prompt(body, speaker);
        }

        @Override
        public ObjectNode whole(ModelReply reply, Prompt prompt, ObjectNode body) {
            return TitanText.body(reply);
        }

        @Override
        public Iterator<EncodedFrame> stream(ModelReply reply, Prompt prompt, ObjectNode body) {
            return TitanText.frames(reply);
        }
    };

    public abstract Optional<ErrorAnswer> broken(ObjectNode body, Traits traits, boolean streaming);

    /// The text of the last user message, directives and all.
    public abstract String lastText(ObjectNode body);

    public abstract Prompt prompt(ObjectNode body, Prompt.Speaker speaker, Traits traits, PromptCache cache);

    public abstract ObjectNode whole(ModelReply reply, Prompt prompt, ObjectNode body);

    public abstract Iterator<EncodedFrame> stream(ModelReply reply, Prompt prompt, ObjectNode body);

    /// Nothing for a model whose own body the emulator does not know.
    public static Optional<Family> of(String modelId) {
        if (modelId.startsWith("anthropic.")) {
            return Optional.of(CLAUDE);
        }
        if (modelId.startsWith("amazon.titan-text")) {
            return Optional.of(TITAN);
        }
        return modelId.startsWith("amazon.nova") ? Optional.of(NOVA) : Optional.empty();
    }
}

package io.bedrockrelay.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One piece of a message's content. The names and meanings are Converse's, since it is the widest vocabulary; each
/// dialect maps its own onto them.
public sealed interface Block {

    /// Text, with the citations that back it where the model gave any.
    record Text(String text, List<Citation> citations) implements Block {
        public Text {
            citations = List.copyOf(citations);
        }

        public Text(String text) {
            this(text, List.of());
        }
    }

    /// `format` is Bedrock's short name: `png`, `jpeg`, `gif`, `webp`.
    record Image(String format, Source source) implements Block {}

    /// `format` is one of `pdf`, `csv`, `doc`, `docx`, `xls`, `xlsx`, `html`, `txt`, `md`. `name` is what the caller
    /// called it; the runtime lane makes it legal and unique for Bedrock.
    record Document(
            String format,
            String name,
            Source source,
            @Nullable String context,
            boolean citations) implements Block {}

    record Video(String format, Source source) implements Block {}

    record Audio(String format, Source source) implements Block {}

    /// The model's wish to call a tool. `input` is a JSON object.
    record ToolUse(String id, String name, Json input) implements Block {}

    /// What a tool answered: text, JSON, images, documents or video.
    record ToolResult(String toolUseId, List<Block> content, boolean error) implements Block {
        public ToolResult {
            content = List.copyOf(content);
        }
    }

    /// A JSON value as a tool's result.
    record Data(Json value) implements Block {}

    /// The model's thinking. The signature proves to the model that the text is its own; without it the next turn of
    /// some models is refused.
    ///
    /// @param origin Bedrock's id of the model that thought it, where the caller's history tells; no other takes it
    record Reasoning(
            String text,
            @Nullable String signature,
            @Nullable String origin) implements Block {
        public Reasoning(String text, @Nullable String signature) {
            this(text, signature, null);
        }
    }

    /// Thinking that the provider encrypted; base64, to be sent back as it came. `origin` as for `Reasoning`.
    record RedactedReasoning(String base64, @Nullable String origin) implements Block {
        public RedactedReasoning(String base64) {
            this(base64, null);
        }
    }

    /// Everything before this point may be cached. `ttl` is `5m` or `1h`; null leaves it to Bedrock.
    record CachePoint(@Nullable String ttl) implements Block {}

    /// Text that a guardrail is to judge. `qualifiers` are `grounding_source`, `query`, `guard_content`.
    record Guarded(String text, List<String> qualifiers) implements Block {
        public Guarded {
            qualifiers = List.copyOf(qualifiers);
        }
    }

    /// Where the bytes of a medium are.
    sealed interface Source {
        /// The bytes in base64, as every dialect carries them; they are never decoded on the way.
        record Base64(String data) implements Source {
            @Override
            public String toString() {
                return "Base64[" + data.length() + " chars]";
            }
        }

        /// Plain text, for text documents.
        record PlainText(String text) implements Source {
            @Override
            public String toString() {
                return "PlainText[" + text.length() + " chars]";
            }
        }

        /// An object in S3, read by Bedrock itself.
        record S3(String uri, @Nullable String bucketOwner) implements Source {}

        /// A remote URL. Bedrock takes none: it has to be fetched, or refused, before the call. `field` is where it
        /// stands in the caller's own body.
        record Url(String url, String field) implements Source {}
    }
}

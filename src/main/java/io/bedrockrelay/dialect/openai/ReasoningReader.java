package io.bedrockrelay.dialect.openai;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.dialect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The thinking that an assistant's message gives back. `reasoning_details` says all, as whole elements or as the
/// pieces a stream delivered; LiteLLM keeps them among its `provider_specific_fields`. `reasoning_content` alone is
/// thinking without a proof.
public final class ReasoningReader {
    private final List<Block> blocks = new ArrayList<>();
    private @Nullable StringBuilder text;
    private @Nullable StringBuilder signature;
    private @Nullable StringBuilder redacted;
    private @Nullable Integer index;

    private ReasoningReader() {}

    public static List<Block> read(Field message) {
        var plain = message.get("reasoning_content").textOrNull();
        var reader = new ReasoningReader();
        details(message).elements().forEach(reader::detail);
        reader.close();
        if (reader.blocks.isEmpty()) {
            return plain == null || plain.isEmpty() ? List.of() : List.of(new Block.Reasoning(plain, null));
        }
        return plain == null ? reader.blocks : reader.filled(plain);
    }

    private static Field details(Field message) {
        var own = message.get("reasoning_details");
        return own.present() ? own : message.get("provider_specific_fields").get("reasoning_details");
    }

    private void detail(Field detail) {
        var type = detail.get("type");
        Integer at =
                detail.has("index") ? Integer.valueOf(detail.get("index").node().asInt()) : null;
        switch (type.text()) {
            case "reasoning.text" -> {
                var piece = detail.get("text").textOrNull();
                var proof = detail.get("signature").textOrNull();
                if (!continues(at, redacted == null, piece == null)) {
                    open(at);
                }
                text = append(text, piece);
                signature = append(signature, proof);
            }
            case "reasoning.encrypted" -> {
                if (!continues(at, redacted != null, false)) {
                    open(at);
                }
                redacted = append(redacted, detail.get("data").nonBlankText());
            }
            // A summary was never the model's own thinking, and no model takes it back.
            case "reasoning.summary" -> {}
            default -> throw type.mistake("must be one of reasoning.text, reasoning.encrypted, reasoning.summary");
        }
    }

    /// A piece goes on with the block before it if both bear the same index, or if it brings nothing but the proof.
    private boolean continues(@Nullable Integer at, boolean sameKind, boolean onlyProof) {
        boolean begun = text != null || signature != null || redacted != null;
        return begun && sameKind && (at == null ? onlyProof && signature == null : at.equals(index));
    }

    private void open(@Nullable Integer at) {
        close();
        index = at;
    }

    private void close() {
        if (redacted != null) {
            blocks.add(new Block.RedactedReasoning(redacted.toString()));
        } else if (text != null || signature != null) {
            blocks.add(new Block.Reasoning(
                    text == null ? "" : text.toString(), signature == null ? null : signature.toString()));
        }
        text = null;
        signature = null;
        redacted = null;
    }

    /// Clients that keep the proof but not the text beside it have the text in `reasoning_content`, if it is one.
    private List<Block> filled(String plain) {
        var texts = blocks.stream().filter(Block.Reasoning.class::isInstance).toList();
        if (texts.size() != 1
                || !(texts.getFirst() instanceof Block.Reasoning only)
                || !only.text().isEmpty()) {
            return blocks;
        }
        blocks.set(blocks.indexOf(only), new Block.Reasoning(plain, only.signature()));
        return blocks;
    }

    private static @Nullable StringBuilder append(@Nullable StringBuilder whole, @Nullable String piece) {
        if (piece == null) {
            return whole;
        }
        return (whole == null ? new StringBuilder() : whole).append(piece);
    }
}

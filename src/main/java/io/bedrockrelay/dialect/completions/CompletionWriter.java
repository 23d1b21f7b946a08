package io.bedrockrelay.dialect.completions;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.answer.Reply;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.openai.Citations;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A whole answer as a `chat.completion`. OpenAI's message has one text, whatever came between its pieces.
final class CompletionWriter {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final JsonWriter thoughts = new JsonWriter();
    private final List<Block.ToolUse> calls = new ArrayList<>();
    private final List<Citations.Placed> sources = new ArrayList<>();
    private int thoughtCount;
    private int textBefore;

    private CompletionWriter() {}

    static String id(Answering answering) {
        return "chatcmpl-" + answering.requestId();
    }

    static void write(Reply reply, Answering answering, JsonWriter out) {
        var writer = new CompletionWriter();
        reply.content().forEach(writer::sort);
        out.begin().field("id", id(answering)).field("object", "chat.completion");
        out.field("created", answering.startedAt().getEpochSecond()).field("model", answering.requested());
        out.name("choices").beginArray().begin().field("index", 0).name("message");
        writer.message(out);
        out.name("logprobs").nil();
        out.field("finish_reason", FinishReason.finishReason(reply.stopReason()));
        out.end().endArray().name("usage");
        FinishReason.usage(reply.usage(), out);
        FinishReason.extras(reply.serviceTier(), reply.trace(), reply.latency(), out);
        FinishReason.modelFields(reply.modelFields(), out);
        out.end();
    }

    private void sort(Block block) {
        switch (block) {
            case Block.Text piece -> text(piece);
            case Block.Reasoning thought -> {
                reasoning.append(thought.text());
                thoughts.begin().field("type", "reasoning.text").field("index", thoughtCount++);
                thoughts.field("text", thought.text());
                if (thought.signature() != null) {
                    thoughts.field("signature", thought.signature());
                }
                thoughts.end();
            }
            case Block.RedactedReasoning thought -> {
                thoughts.begin().field("type", "reasoning.encrypted").field("index", thoughtCount++);
                thoughts.field("data", thought.base64()).end();
            }
            case Block.ToolUse call -> calls.add(call);
            // A model's answer holds none of these today, and OpenAI's message has no place for them.
            case Block.Image _, Block.Document _, Block.Video _, Block.Audio _, Block.ToolResult _ -> {}
            case Block.Data _, Block.CachePoint _, Block.Guarded _ -> {}
        }
    }

    private void text(Block.Text piece) {
        // A block of citations alone speaks of the text before it.
        int start = piece.text().isEmpty() ? textBefore : text.length();
        textBefore = start;
        text.append(piece.text());
        for (var citation : piece.citations()) {
            sources.add(Citations.place(citation, start, text.length()));
        }
    }

    private void message(JsonWriter out) {
        out.begin().field("role", "assistant").name("content");
        if (text.isEmpty() && !calls.isEmpty()) {
            out.nil();
        } else {
            out.value(text.toString());
        }
        out.name("refusal").nil();
        thoughts(out);
        calls(out);
        sources(out);
        out.end();
    }

    private void thoughts(JsonWriter out) {
        if (thoughts.isEmpty()) {
            return;
        }
        if (!reasoning.isEmpty()) {
            out.field("reasoning_content", reasoning.toString());
        }
        out.name("reasoning_details").beginArray();
        out.verbatim(thoughts.array(), 0, thoughts.size()).endArray();
    }

    private void calls(JsonWriter out) {
        if (calls.isEmpty()) {
            return;
        }
        out.name("tool_calls").beginArray();
        for (var call : calls) {
            out.begin()
                    .field("id", call.id())
                    .field("type", "function")
                    .name("function")
                    .begin();
            out.field("name", call.name()).field("arguments", call.input().text());
            out.end().end();
        }
        out.endArray();
    }

    private void sources(JsonWriter out) {
        sources.stream()
                .collect(groupingBy(Citations::member, TreeMap::new, toList()))
                .forEach((member, placed) -> {
                    out.name(member).beginArray();
                    placed.forEach(one -> Citations.write(one, -1, out));
                    out.endArray();
                });
    }
}

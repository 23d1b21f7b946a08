package io.bedrockrelay.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Tool;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/// What a request was read as, without its texts: each is shown by its length and a checksum.
final class Summary {
    private Summary() {}

    static String of(Reading reading) {
        return switch (reading) {
            case Reading.Refused refused -> "refused: " + refused.failure();
            case Reading.Read read -> of(read);
        };
    }

    private static String of(Reading.Read read) {
        var request = read.request();
        var lines = new StringBuilder();
        lines.append(request.model()).append(read.stream() ? ", streamed" : "").append('\n');
        request.system().forEach(block -> line(lines, "system", block(block)));
        request.messages().forEach(message -> {
            lines.append(message.role().wire()).append('\n');
            message.content().forEach(block -> line(lines, "  ", block(block)));
        });
        request.tools().forEach(tool -> line(lines, "tool", tool(tool)));
        line(lines, "choice", String.valueOf(request.toolChoice()));
        line(lines, "sampling", request.sampling().toString());
        var settings = request.settings();
        line(lines, "effort", String.valueOf(settings.thinking()));
        if (settings.outputFormat() != null) {
            line(
                    lines,
                    "format",
                    settings.outputFormat().name() + " "
                            + sum(settings.outputFormat().schema().text()));
        }
        line(lines, "fields", String.valueOf(settings.modelFields()));
        if (read.echo() instanceof ResponsesEcho echo) {
            new TreeMap<>(echo.tools()).forEach((name, called) -> line(lines, "called", name + " " + called));
            echo.thoughts().forEach(thought -> line(lines, "thought", thought.toString()));
        }
        read.adapted().forEach(adaptation -> line(lines, "told", adaptation.toString()));
        return lines.toString();
    }

    private static String tool(Tool tool) {
        return switch (tool) {
            case Tool.Function function ->
                function.name() + " " + sum(function.description() == null ? "" : function.description()) + " "
                        + sum(function.schema().text()) + (function.strict() == null ? "" : " strict");
            case Tool.Hosted hosted -> hosted.name();
            case Tool.CachePoint point -> point.toString();
        };
    }

    private static String block(Block block) {
        return switch (block) {
            case Block.Text text -> "text " + sum(text.text());
            case Block.ToolUse use ->
                "call " + use.id() + " " + use.name() + " " + sum(use.input().text());
            case Block.ToolResult result -> "result " + result.toolUseId() + " " + blocks(result.content());
            case Block.Image _, Block.Document _, Block.Video _, Block.Audio _ -> block.toString();
            case Block.Data _, Block.Reasoning _, Block.RedactedReasoning _ -> block.toString();
            case Block.CachePoint _, Block.Guarded _ -> block.toString();
        };
    }

    private static String blocks(List<Block> blocks) {
        return blocks.stream().map(Summary::block).collect(Collectors.joining("; "));
    }

    private static void line(StringBuilder lines, String what, String text) {
        lines.append(what).append(' ').append(text).append('\n');
    }

    private static String sum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(UTF_8));
        return text.length() + "#" + Long.toHexString(crc.getValue());
    }
}

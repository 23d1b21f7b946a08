package io.bedrockrelay.dialect.responsestream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// What surrounds every event of one stream, and the ids in it: `frame.close(frame.open(Event.TEXT_DELTA, out)…)`.
final class Frame {
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final String digits;
    private final boolean silent;
    private int sequence;

    /// @param silent whether nobody hears the events, since the answer is told as a whole at its end: then what would
    ///     repeat a text in an event need not be written
    Frame(Answering answering, boolean silent) {
        digits = digits(answering);
        this.silent = silent;
    }

    boolean silent() {
        return silent;
    }

    /// The events of a stream, each with its bytes up to the number, which nobody changes.
    @SuppressWarnings("ImmutableEnumChecker")
    enum Event {
        CREATED("response.created"),
        IN_PROGRESS("response.in_progress"),
        COMPLETED("response.completed"),
        INCOMPLETE("response.incomplete"),
        FAILED("response.failed"),
        ERROR("error"),
        KEEP_ALIVE("keepalive"),
        ITEM_ADDED("response.output_item.added"),
        ITEM_DONE("response.output_item.done"),
        PART_ADDED("response.content_part.added"),
        PART_DONE("response.content_part.done"),
        TEXT_DELTA("response.output_text.delta"),
        TEXT_DONE("response.output_text.done"),
        ANNOTATION("response.output_text.annotation.added"),
        SUMMARY_ADDED("response.reasoning_summary_part.added"),
        SUMMARY_DONE("response.reasoning_summary_part.done"),
        SUMMARY_DELTA("response.reasoning_summary_text.delta"),
        SUMMARY_TEXT_DONE("response.reasoning_summary_text.done"),
        ARGUMENTS_DELTA("response.function_call_arguments.delta"),
        ARGUMENTS_DONE("response.function_call_arguments.done"),
        CUSTOM_DELTA("response.custom_tool_call_input.delta"),
        CUSTOM_DONE("response.custom_tool_call_input.done");

        private final byte[] head;

        Event(String type) {
            head = ("event: " + type + "\ndata: {\"type\":\"" + type + "\",\"sequence_number\":").getBytes(UTF_8);
        }
    }

    /// Begins an event; its members follow.
    JsonWriter open(Event event, JsonWriter out) {
        return out.verbatim(event.head, 0, event.head.length).value(sequence++);
    }

    void close(JsonWriter out) {
        out.ascii("}\n\n");
    }

    /// How many events were told.
    int told() {
        return sequence;
    }

    String responseId() {
        return "resp_" + digits;
    }

    /// The id of an item: found by the same search as the request's.
    String itemId(String prefix, int index) {
        return prefix + digits + (index < 16 ? "0" : "") + Integer.toHexString(index);
    }

    /// A caller may choose the request's id, and choose it again: then it is no id of an answer.
    private static String digits(Answering answering) {
        var id = answering.requestId();
        if (UUID.matcher(id).matches()) {
            return id.replace("-", "").toLowerCase(Locale.ROOT);
        }
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest((id + answering.startedAt()).getBytes(UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, hash.length / 2));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }
}

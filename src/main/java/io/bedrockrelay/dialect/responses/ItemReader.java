package io.bedrockrelay.dialect.responses;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.dialect.Field;
import io.bedrockrelay.dialect.responses.ContentReader.Speaker;
import io.bedrockrelay.dialect.responsestream.Envelope;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Thought;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The items of a request, walked in their order. Nothing random goes into it: the same items give the same
/// conversation, or no prompt is ever found in a cache.
final class ItemReader {
    private final LeftOut leftOut;
    private final boolean dropUnknown;
    private final ContentReader content;
    private final CallReader calls;
    private final Turns turns = new Turns();
    private final List<Block> system = new ArrayList<>();
    private final List<Thought> thoughts = new ArrayList<>();
    /// Instructions move to the front until something else was said; later ones stay in their place, for moving them
    /// would change what comes before and have the whole conversation paid anew.
    private boolean leading = true;

    ItemReader(Tools tools, LeftOut leftOut, ResponsesSettings settings, ContentReader content) {
        this.leftOut = leftOut;
        this.content = content;
        dropUnknown = settings.dropUnknownItems();
        calls = new CallReader(tools, leftOut, content, turns);
    }

    /// @param system the instructions at the front
    record Conversation(List<Block> system, List<Message> messages, List<Thought> thoughts) {}

    Conversation read(Field input) {
        if (input.isText()) {
            turns.say(Role.USER, content.read(input, Speaker.USER));
        } else {
            input.elements().forEach(this::item);
        }
        calls.check();
        var messages = turns.close();
        if (messages.isEmpty() && !system.isEmpty()) {
            // Bedrock answers to nobody but a user.
            messages = List.of(new Message(Role.USER, system));
            system.clear();
        }
        if (messages.stream().allMatch(ItemReader::saysNothing)) {
            throw input.mistake("must hold at least one item that says something");
        }
        return new Conversation(system, messages, thoughts);
    }

    private void item(Field item) {
        var type = item.get("type");
        var name = type.textOr("message");
        switch (name) {
            case "message" -> message(item);
            case "additional_tools", "configuration_update" -> {}
            default -> {
                leading = false;
                if (!calls.read(item, name)) {
                    other(item, type);
                }
            }
        }
    }

    private void other(Field item, Field type) {
        switch (type.text()) {
            case "reasoning" -> reasoning(item);
            // Done elsewhere; what they gave stands in the message after them.
            case "web_search_call", "file_search_call", "code_interpreter_call", "image_generation_call" ->
                leftOut.item(type.text());
            case "mcp_list_tools" -> leftOut.item(type.text());
            case "mcp_approval_request", "mcp_approval_response", "computer_call", "computer_call_output" ->
                throw type.mistake(type.text() + ": this tool is not served here");
            case "shell_call", "shell_call_output", "apply_patch_call", "apply_patch_call_output" ->
                throw type.mistake(type.text() + ": this tool is not served here");
            case "program", "program_output" -> throw type.mistake(type.text() + ": this tool is not served here");
            case "item_reference" ->
                throw item.refusal("Items are not kept here: send the item itself. Vercel AI SDK: set"
                        + " providerOptions.openai.store to false.");
            case "compaction", "compaction_trigger" ->
                throw type.refusal(Unserved.compact().message());
            default -> {
                if (!dropUnknown) {
                    throw type.mistake(type.text() + ": items of this type are not known here");
                }
                leftOut.item(type.text());
            }
        }
    }

    private void message(Field message) {
        var role = message.get("role");
        var said = message.get("content");
        switch (role.text()) {
            case "user" -> {
                leading = false;
                calls.userSpoke();
                turns.say(Role.USER, content.read(said, Speaker.USER));
            }
            case "assistant" -> {
                leading = false;
                turns.say(Role.ASSISTANT, content.read(said, Speaker.ASSISTANT));
            }
            case "system", "developer" -> {
                if (leading) {
                    system.addAll(content.read(said, Speaker.SYSTEM));
                } else {
                    calls.userSpoke();
                    turns.say(Role.USER, reminder(content.read(said, Speaker.SYSTEM)));
                }
            }
            default -> throw role.mistake("must be one of user, assistant, system, developer");
        }
    }

    private static List<Block> reminder(List<Block> said) {
        var text = said.stream()
                .filter(Block.Text.class::isInstance)
                .map(block -> ((Block.Text) block).text())
                .collect(Collectors.joining("\n\n"));
        if (text.isBlank()) {
            return List.of();
        }
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Text("<system-reminder>\n" + text + "\n</system-reminder>"));
        said.stream().filter(Block.CachePoint.class::isInstance).limit(1).forEach(blocks::add);
        return blocks;
    }

    /// Never an error: a client sends the same history for ever, so that a refusal would end the session.
    private void reasoning(Field item) {
        var id = item.get("id").node().textValue();
        var sealed = item.get("encrypted_content").node().textValue();
        var envelope = sealed == null ? null : Envelope.open(sealed);
        if (envelope == null) {
            leftOut.thought();
            thoughts.add(new Thought(id, null));
            return;
        }
        thoughts.add(new Thought(id, envelope.model()));
        turns.say(Role.ASSISTANT, envelope.blocks());
    }

    private static boolean saysNothing(Message message) {
        return message.content().stream()
                .allMatch(block -> block instanceof Block.CachePoint
                        || (block instanceof Block.Text text && text.text().isBlank()));
    }
}

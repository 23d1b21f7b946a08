package io.bedrockrelay.emulator.reply;

import java.util.List;

/// The text of an ordinary answer: who speaks, what was asked, what came along.
final class Letter {
    private Letter() {}

    static String of(Prompt prompt) {
        var text = new StringBuilder();
        var speaker = prompt.speaker();
        text.append("**")
                .append(speaker.name())
                .append("** here, answering from `")
                .append(speaker.region());
        text.append("` as `").append(speaker.invokedId()).append("`.\n\n");
        list(
                text,
                "The tools say:",
                prompt.results().stream().map(Author::quote).toList());
        if (!prompt.question().isBlank()) {
            text.append("You asked: “").append(Author.quote(prompt.question())).append("”\n\n");
        }
        list(text, "With it came:", prompt.attachments());
        prompt.cited().ifPresent(source -> text.append("In *")
                .append(source.title())
                .append("* I read: “")
                .append(Author.quote(source.text()))
                .append("”\n\n"));
        return text.append("1. This is an emulated answer, the same every time.\n")
                .append("2. Run the relay against a real account for a real one.")
                .toString();
    }

    private static void list(StringBuilder text, String title, List<String> items) {
        if (!items.isEmpty()) {
            text.append(title).append("\n\n");
            items.forEach(item -> text.append("- ").append(item).append('\n'));
            text.append('\n');
        }
    }
}

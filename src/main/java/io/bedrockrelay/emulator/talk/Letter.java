package io.bedrockrelay.emulator.talk;

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
        if (!prompt.results().isEmpty()) {
            text.append("The tools say:\n\n");
            prompt.results()
                    .forEach(result ->
                            text.append("- ").append(Author.quote(result)).append('\n'));
            text.append('\n');
        }
        if (!prompt.question().isBlank()) {
            text.append("You asked: “").append(Author.quote(prompt.question())).append("”\n\n");
        }
        if (!prompt.attachments().isEmpty()) {
            text.append("With it came:\n\n");
            prompt.attachments()
                    .forEach(attachment -> text.append("- ").append(attachment).append('\n'));
            text.append('\n');
        }
        prompt.cited().ifPresent(source -> text.append("In *")
                .append(source.title())
                .append("* I read: “")
                .append(Author.quote(source.text()))
                .append("”\n\n"));
        return text.append("1. This is an emulated answer, the same every time.\n")
                .append("2. Run the relay against a real account for a real one.")
                .toString();
    }
}

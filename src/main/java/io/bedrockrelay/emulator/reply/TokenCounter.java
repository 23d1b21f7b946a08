package io.bedrockrelay.emulator.reply;

/// Counts tokens as models roughly do: four characters each.
public final class TokenCounter {
    public static final int CHARACTERS = 4;

    private TokenCounter() {}

    public static int of(String text) {
        return text.isEmpty() ? 0 : Math.ceilDiv(text.length(), CHARACTERS);
    }
}

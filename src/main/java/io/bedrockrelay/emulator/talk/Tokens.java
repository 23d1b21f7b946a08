package io.bedrockrelay.emulator.talk;

/// Counts tokens as models roughly do: four characters each.
public final class Tokens {
    public static final int CHARACTERS = 4;

    private Tokens() {}

    public static int of(String text) {
        return text.isEmpty() ? 0 : Math.ceilDiv(text.length(), CHARACTERS);
    }
}

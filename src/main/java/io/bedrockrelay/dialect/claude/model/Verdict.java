package io.bedrockrelay.dialect.claude.model;

/// What becomes of a beta.
public sealed interface Verdict {
    record Pass() implements Verdict {}

    /// It goes, and a refusal of it is remembered.
    record Try() implements Verdict {}

    /// Neither it nor the member that needs it goes.
    record Out() implements Verdict {}

    /// It does not go; the member does.
    record Free() implements Verdict {}

    /// Another one goes in its place.
    record As(String other) implements Verdict {}

    Verdict PASS = new Pass();
    Verdict TRY = new Try();
    Verdict OUT = new Out();
    Verdict FREE = new Free();

    /// @throws IllegalArgumentException for a word that is none
    static Verdict ofWord(String word) {
        return switch (word) {
            case "pass" -> PASS;
            case "try" -> TRY;
            case "out" -> OUT;
            case "free" -> FREE;
            case String other when other.startsWith("as:") && other.length() > 3 -> new As(other.substring(3));
            default -> throw new IllegalArgumentException("'" + word + "' is none of pass, try, out, free, as:NAME");
        };
    }
}

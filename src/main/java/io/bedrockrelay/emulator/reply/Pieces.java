package io.bedrockrelay.emulator.reply;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;

/// Cuts text into the pieces in which it is streamed.
final class Pieces {
    private static final Pattern WORDS = Pattern.compile("\\s*\\S+(?:\\s+\\S+)?\\s*", Pattern.DOTALL);

    private Pieces() {}

    /// A word or two each; together they are `text`.
    static List<String> of(String text) {
        var pieces = new ArrayList<String>();
        var words = WORDS.matcher(text);
        while (words.find()) {
            pieces.add(words.group());
        }
        return pieces.isEmpty() && !text.isEmpty() ? List.of(text) : pieces;
    }

    /// `count` pieces `n=1;`, `n=2;`, …, each filled up to `size` characters, made while they are read.
    static Iterable<String> numbered(int count, int size) {
        var filler = "x".repeat(Math.max(0, size));
        return () -> new Iterator<>() {
            private int next = 1;

            @Override
            public boolean hasNext() {
                return next <= count;
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var mark = "n=" + next++ + ";";
                return mark.length() >= size ? mark : mark + filler.substring(mark.length());
            }
        };
    }
}

package io.bedrockrelay.dialect.responsestream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;

/// Takes the text out of a custom tool's arguments, `{"input":"…"}`, as their pieces arrive, wherever they are cut.
///
/// While the arguments begin like that, the text is given on at once. Otherwise it is known at the end only: the member
/// `input`, else the only text that there is, else the whole JSON.
final class CustomInput {
    private static final String BEGINNING = "{\"input\":\"";

    private enum State {
        BEGINNING,
        TEXT,
        /// Behind the text. A second member is ignored, but the whole has to be JSON.
        REST,
        /// In another form.
        OTHERWISE,
        /// The text is none that JSON knows.
        BROKEN
    }

    private final StringBuilder text = new StringBuilder();
    /// All that arrived where the text is not told at once; behind the text, what follows it.
    private final StringBuilder raw = new StringBuilder();
    private State state = State.BEGINNING;
    private int matched;
    /// Inside an escape: -1 behind the backslash, else how many digits of a `\\u` are still to come.
    private int digits;
    private boolean escape;
    private int unit;
    /// The first half of a character at the end of the text waits for the second.
    private boolean waits;

    /// The text in this piece, which may be nothing; valid until the next call.
    CharSequence read(String json) {
        forgetTold();
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            switch (state) {
                case BEGINNING -> begin(c);
                case TEXT -> text(c);
                case REST, OTHERWISE -> raw.append(c);
                case BROKEN -> {}
            }
        }
        return told();
    }

    /// Ends the arguments; whether they are whole. Blank ones are.
    boolean end() {
        text.setLength(0);
        return switch (state) {
            case BEGINNING, OTHERWISE -> {
                var all = raw.toString();
                var object = all.isBlank() ? null : CallItem.object(new StringReader(all));
                if (object != null) {
                    text.append(input(object, all));
                }
                yield object != null || all.isBlank();
            }
            case REST -> CallItem.object(new StringReader(BEGINNING + "\"" + raw)) != null;
            case TEXT, BROKEN -> false;
        };
    }

    /// What of the text is known at the end only.
    CharSequence rest() {
        return text;
    }

    int size() {
        return raw.length();
    }

    private void begin(char c) {
        raw.append(c);
        if (c == BEGINNING.charAt(matched)) {
            matched++;
            if (matched == BEGINNING.length()) {
                state = State.TEXT;
                raw.setLength(0);
            }
        } else if (!isSpace(c) || insideName()) {
            state = State.OTHERWISE;
        }
    }

    /// Between the quotes of `"input"` a space is no filling.
    private boolean insideName() {
        return matched > 1 && matched < BEGINNING.length() - 2;
    }

    private void text(char c) {
        if (escape) {
            escaped(c);
        } else if (c == '"') {
            state = State.REST;
        } else if (c == '\\') {
            escape = true;
            digits = -1;
        } else if (c < 0x20) {
            state = State.BROKEN;
        } else {
            text.append(c);
        }
    }

    private void escaped(char c) {
        if (digits < 0) {
            letter(c);
            return;
        }
        int digit = Character.digit(c, 16);
        if (digit < 0 || c > 'f') {
            state = State.BROKEN;
            return;
        }
        unit = (unit << 4) | digit;
        if (--digits == 0) {
            text.append((char) unit);
            escape = false;
        }
    }

    private void letter(char c) {
        escape = false;
        switch (c) {
            case '"', '\\', '/' -> text.append(c);
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'u' -> {
                escape = true;
                digits = 4;
                unit = 0;
            }
            default -> state = State.BROKEN;
        }
    }

    private void forgetTold() {
        text.delete(0, waits ? text.length() - 1 : text.length());
    }

    private CharSequence told() {
        int length = text.length();
        waits = state == State.TEXT && length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
        return waits ? text.subSequence(0, length - 1) : text;
    }

    private static String input(ObjectNode object, String all) {
        if (object.path("input").isTextual()) {
            return object.path("input").textValue();
        }
        String only = null;
        for (var member : object) {
            if (member.isTextual()) {
                if (only != null) {
                    return all;
                }
                only = member.textValue();
            }
        }
        return only == null ? all : only;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}

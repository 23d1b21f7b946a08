package io.bedrockrelay.http.route;

import io.bedrockrelay.routing.route.Affinity;
import io.bedrockrelay.routing.route.ConversationKey;
import io.bedrockrelay.routing.route.SipHash;

/// What the user said first, of a body that is passed on unread: one scan forward, up to that message or a mebibyte.
/// A body without such a message is known by its beginning. Used once.
final class FirstBytes implements ConversationKey {
    private static final int FARTHEST = 1024 * 1024;
    private static final int OF_A_MEDIUM = 256;

    private final byte[] body;
    private final int end;
    private int left = FirstText.MOST;

    /// @param body never changed by anybody
    FirstBytes(byte[] body) {
        this.body = body;
        this.end = Math.min(body.length, FARTHEST);
    }

    @Override
    public Affinity feed(SipHash hash) {
        int at = space(0);
        if (at < end && body[at] == '{' && members(at, hash)) {
            return Affinity.PREFIX;
        }
        for (int i = 0; i < Math.min(end, FirstText.MOST); i++) {
            hash.add(body[i]);
        }
        return Affinity.PREFIX;
    }

    /// Whether a member of the body held what the user said first.
    private boolean members(int object, SipHash hash) {
        int at = space(object + 1);
        while (at < end && body[at] == '"') {
            int value = value(at);
            if (value < end && is(at, "messages") && body[value] == '[') {
                return message(value, hash);
            }
            if (value < end && body[value] == '"' && (is(at, "prompt") || is(at, "inputText"))) {
                string(value, hash);
                return true;
            }
            at = next(skipped(value));
        }
        return false;
    }

    private boolean message(int array, SipHash hash) {
        int at = space(array + 1);
        while (at < end && body[at] == '{') {
            int content = 0;
            boolean user = false;
            int member = space(at + 1);
            while (member < end && body[member] == '"') {
                int value = value(member);
                user |= is(member, "role") && is(value, "user");
                content = is(member, "content") ? value : content;
                member = next(skipped(value));
            }
            if (user && content > 0 && content < end) {
                content(content, hash);
                return true;
            }
            at = next(skipped(at));
        }
        return false;
    }

    private void content(int at, SipHash hash) {
        if (body[at] == '"') {
            string(at, hash);
            return;
        }
        int part = space(at + 1);
        while (body[at] == '[' && part < end && body[part] == '{') {
            part(part, hash);
            part = next(skipped(part));
        }
    }

    /// Text as it is; of everything else the kind, the length, and how it begins. Marks of caches come and go.
    private void part(int object, SipHash hash) {
        int at = space(object + 1);
        while (at < end && body[at] == '"') {
            int value = value(at);
            int after = skipped(value);
            if (is(at, "text") && value < end && body[value] == '"') {
                string(value, hash);
            } else if (!is(at, "cache_control") && !is(at, "cachePoint") && !is(at, "type")) {
                hash.add((long) after - value);
                for (int i = value; i < Math.min(Math.min(after, end), value + OF_A_MEDIUM); i++) {
                    hash.add(body[i]);
                }
            }
            at = next(after);
        }
    }

    /// Adds what a string says, however it is escaped.
    private void string(int quote, SipHash hash) {
        int high = 0;
        int i = quote + 1;
        for (; i < end && body[i] != '"' && left > 0; left--) {
            byte mark = body[i++];
            if (mark != '\\') {
                hash.add(mark);
                continue;
            }
            if (i >= end) {
                return;
            }
            byte escaped = body[i++];
            if (escaped != 'u') {
                hash.add((byte) unescaped(escaped));
                continue;
            }
            int unit = unit(i);
            i += 4;
            if (Character.isHighSurrogate((char) unit)) {
                high = unit;
            } else if (Character.isLowSurrogate((char) unit) && high != 0) {
                hash.add(Character.toCodePoint((char) high, (char) unit));
                high = 0;
            } else {
                hash.add(unit);
            }
        }
    }

    private static int unescaped(byte mark) {
        return switch (mark) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> mark;
        };
    }

    private int unit(int at) {
        int unit = 0;
        for (int i = at; i < Math.min(at + 4, end); i++) {
            unit = unit << 4 | Math.max(0, Character.digit(body[i], 16));
        }
        return unit;
    }

    /// Whether a string stands here that says this; names with escapes in them are nobody's.
    private boolean is(int quote, String name) {
        int close = quote + 1 + name.length();
        if (close >= end || body[quote] != '"' || body[close] != '"') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (body[quote + 1 + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Where the value of the member begins whose name stands here.
    private int value(int name) {
        int colon = space(skipped(name));
        return space(colon + 1);
    }

    /// The next element, behind the comma.
    private int next(int at) {
        int comma = space(at);
        return comma < end && body[comma] == ',' ? space(comma + 1) : end;
    }

    /// Behind the value that begins here.
    private int skipped(int at) {
        int depth = 0;
        int i = at;
        while (i < end) {
            byte c = body[i];
            if (c == '"') {
                i = closed(i);
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                if (depth == 0) {
                    return i;
                }
                depth--;
            } else if (depth == 0 && (c == ',' || c == ':' || c <= ' ')) {
                return i;
            }
            i++;
            if (depth == 0 && (c == '"' || c == '}' || c == ']')) {
                return i;
            }
        }
        return end;
    }

    /// The quote that closes the string which begins here.
    private int closed(int quote) {
        int i = quote + 1;
        while (i < end && body[i] != '"') {
            i += body[i] == '\\' ? 2 : 1;
        }
        return i;
    }

    private int space(int at) {
        int i = at;
        while (i < end && body[i] >= 0 && body[i] <= ' ') {
            i++;
        }
        return i;
    }
}

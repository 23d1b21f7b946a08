package io.bedrockrelay.dialect.claude.outline;

import io.bedrockrelay.chat.json.JsonReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A value of a body: what kind it is and where it stands. Values are decoded when asked for. Immutable once read.
public final class Node {
    private static final List<Member> NO_MEMBERS = List.of();
    private static final List<Node> NO_ELEMENTS = List.of();

    /// Kinds of values.
    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /// A member of an object.
    ///
    /// @param from where its name begins
    public record Member(String name, int from, Node value) {}

    private final byte[] body;
    private final Kind kind;
    private final int from;
    private int to;
    private List<Member> members = NO_MEMBERS;
    private List<Node> elements = NO_ELEMENTS;

    Node(byte[] body, Kind kind, int from) {
        this.body = body;
        this.kind = kind;
        this.from = from;
    }

    void endsAt(int end) {
        to = end;
    }

    void add(Member member) {
        if (members.isEmpty()) {
            members = new ArrayList<>();
        }
        members.add(member);
    }

    void add(Node element) {
        if (elements.isEmpty()) {
            elements = new ArrayList<>();
        }
        elements.add(element);
    }

    public Kind kind() {
        return kind;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /// In their order; none where the value is no object, or one whose inside is the caller's own.
    public List<Member> members() {
        return members;
    }

    /// In their order; none where the value is no array.
    public List<Node> elements() {
        return elements;
    }

    public @Nullable Member member(String name) {
        for (var member : members) {
            if (member.name().equals(name)) {
                return member;
            }
        }
        return null;
    }

    /// The value of a member; null where there is none. A JSON null is a value.
    public @Nullable Node get(String name) {
        var member = member(name);
        return member == null ? null : member.value();
    }

    /// Whether a member is there and is not null.
    public boolean has(String name) {
        var value = get(name);
        return value != null && value.kind != Kind.NULL;
    }

    /// The elements of a member that is an array, the value itself where it is an object, else none.
    public List<Node> all(String name) {
        var value = get(name);
        if (value == null) {
            return NO_ELEMENTS;
        }
        return value.kind == Kind.OBJECT ? List.of(value) : value.elements;
    }

    /// The text of a member that is a string, else an empty one.
    public String text(String name) {
        var value = get(name);
        return value == null ? "" : value.text();
    }

    /// The text of a string, else an empty one.
    public String text() {
        if (kind != Kind.STRING) {
            return "";
        }
        try (var parser = JsonReading.FACTORY.createParser(body, from, to - from)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException impossible) {
            throw new IllegalStateException("the string was read before", impossible);
        }
    }

    /// How many bytes of UTF-8 the text of a string has; of any other value, how many it was written in. Makes nothing.
    public long bytes() {
        if (kind != Kind.STRING) {
            return (long) to - from;
        }
        long bytes = 0;
        for (int i = from + 1; i < to - 1; i++) {
            bytes++;
            if (body[i] == '\\') {
                bytes += body[i + 1] == 'u' ? escaped(i + 2) - 1 : 0;
                i += body[i + 1] == 'u' ? 5 : 1;
            }
        }
        return bytes;
    }

    /// The bytes of a UTF-16 unit of four hexadecimal digits: each half of a surrogate pair has two of the four.
    private int escaped(int at) {
        int unit = Integer.parseInt(new String(body, at, 4, StandardCharsets.ISO_8859_1), 16);
        return unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate((char) unit) ? 2 : 3;
    }

    /// Whether a member is this word of plain ASCII. Makes nothing.
    public boolean is(String name, String word) {
        var value = get(name);
        return value != null && value.is(word);
    }

    /// Whether this is a string of this word of plain ASCII. Makes nothing.
    public boolean is(String word) {
        if (kind != Kind.STRING || to - from != word.length() + 2) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (body[from + 1 + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    public boolean isTrue() {
        return kind == Kind.BOOLEAN && body[from] == 't';
    }

    /// The whole number of a member, where it is one.
    public OptionalLong number(String name) {
        var value = get(name);
        if (value == null || value.kind != Kind.NUMBER || value.to - value.from > 18) {
            return OptionalLong.empty();
        }
        var digits = value.source();
        return digits.matches("-?[0-9]+") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    /// The JSON as it was written.
    public String source() {
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }
}

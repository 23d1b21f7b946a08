package io.bedrockrelay.dialect.claude.outline;

import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.claude.outline.Node.Kind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// What is to be cut, replaced and added in one body. Used once, on one thread. Whatever is not named stays byte for
/// byte as it was, blanks and escapes included.
public final class Edits {
    private static final String CUT = "";

    private final Outline outline;
    /// New JSON by value; an empty text: the value goes, with its name where it has one.
    private final IdentityHashMap<Node, String> changed = new IdentityHashMap<>();
    /// Members put before those that an object has.
    private final IdentityHashMap<Node, List<String>> added = new IdentityHashMap<>();

    private JsonWriter out = new JsonWriter(0);
    private int at;

    public Edits(Outline outline) {
        this.outline = outline;
    }

    public boolean isEmpty() {
        return changed.isEmpty() && added.isEmpty();
    }

    /// Takes a value out of the array or, with its name, of the object that it stands in.
    public void cut(Node value) {
        changed.put(value, CUT);
    }

    /// Takes a member out; true if it was there.
    public boolean cut(Node object, String name) {
        var value = object.get(name);
        if (value == null || isCut(value)) {
            return false;
        }
        cut(value);
        return true;
    }

    public boolean isCut(Node value) {
        return CUT.equals(changed.get(value));
    }

    public void replace(Node value, String json) {
        changed.put(value, json);
    }

    /// Puts a member before all others of an object.
    public void add(Node object, String name, String json) {
        added.computeIfAbsent(object, _ -> new ArrayList<>()).add("\"" + name + "\":" + json);
    }

    /// Replaces a member, or adds it where there is none.
    public void put(Node object, String name, String json) {
        var value = object.get(name);
        if (value == null) {
            add(object, name, json);
        } else {
            replace(value, json);
        }
    }

    /// How many elements of an array stay.
    public long left(Node array) {
        return array.elements().stream().filter(each -> !isCut(each)).count();
    }

    /// Whether an object has lost all that it had and got nothing new.
    public boolean isEmptied(Node object) {
        return !added.containsKey(object) && object.members().stream().allMatch(member -> isCut(member.value()));
    }

    public byte[] apply() {
        var body = outline.body();
        out = new JsonWriter(body.length + 512);
        at = 0;
        write(outline.root());
        upTo(body.length);
        return out.toBytes();
    }

    private void write(Node value) {
        var json = changed.get(value);
        if (json != null) {
            upTo(value.from());
            out.raw(json);
            at = value.to();
        } else if (value.kind() == Kind.OBJECT) {
            object(value);
        } else {
            elements(value);
        }
    }

    private void object(Node object) {
        var members = object.members();
        boolean any = members.stream().anyMatch(member -> !isCut(member.value()));
        var front = added.get(object);
        if (front != null) {
            upTo(object.from() + 1);
            out.raw(String.join(",", front) + (any ? "," : ""));
        }
        boolean kept = false;
        for (var member : members) {
            if (isCut(member.value())) {
                skip(member.from(), member.value().to(), kept);
            } else {
                kept = true;
                write(member.value());
            }
        }
    }

    private void elements(Node array) {
        boolean kept = false;
        for (var element : array.elements()) {
            if (isCut(element)) {
                skip(element.from(), element.to(), kept);
            } else {
                kept = true;
                write(element);
            }
        }
    }

    /// Leaves something out together with the one comma that goes with it.
    private void skip(int from, int to, boolean afterAnother) {
        var body = outline.body();
        int first = from;
        int last = to;
        if (afterAnother) {
            do {
                first--;
            } while (body[first] != ',');
        } else {
            while (last < body.length && body[last] <= ' ') {
                last++;
            }
            last = body[last] == ',' ? last + 1 : to;
        }
        // Of two neighbours that go, the first may have taken the comma already.
        upTo(Math.max(first, at));
        at = last;
    }

    private void upTo(int end) {
        out.verbatim(outline.body(), at, end - at);
        at = end;
    }
}

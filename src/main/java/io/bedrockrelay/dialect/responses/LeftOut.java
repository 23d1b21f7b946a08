package io.bedrockrelay.dialect.responses;

import io.bedrockrelay.chat.adapted.Adaptation;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gathers what of one request is left out or changed, so that the caller is leftOut.
final class LeftOut {
    private final Set<String> tools = new LinkedHashSet<>();
    private final Map<String, Integer> items = new LinkedHashMap<>();
    private int thoughts;
    private int labels;
    private boolean notStored;

    void tool(String type) {
        tools.add(type);
    }

    void item(String type) {
        items.merge(type, 1, Integer::sum);
    }

    void thought() {
        thoughts++;
    }

    void label() {
        labels++;
    }

    void notStored() {
        notStored = true;
    }

    List<Adaptation> all() {
        var all = new Told();
        if (notStored) {
            all.changed(Kind.STORE, "false");
        }
        tools.forEach(type -> all.leftOut(Kind.TOOL, type));
        items.forEach((type, count) -> all.leftOut(Kind.ITEM, type + ":" + count));
        if (thoughts > 0) {
            all.leftOut(Kind.REASONING, thoughts);
        }
        if (labels > 0) {
            all.leftOut(Kind.METADATA, labels);
        }
        return all.adaptations();
    }
}

package io.bedrockrelay.dialect.responses;

import io.bedrockrelay.dialect.Adaptation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gathers what of one request is left out or changed, so that the caller is told.
final class Told {
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
        var all = new ArrayList<Adaptation>();
        if (notStored) {
            all.add(Adaptation.changed("store", "false"));
        }
        tools.forEach(type -> all.add(Adaptation.leftOut("tool", type)));
        items.forEach((type, count) -> all.add(Adaptation.leftOut("item", type + ":" + count)));
        count("reasoning", thoughts, all);
        count("metadata", labels, all);
        return all;
    }

    private static void count(String kind, int count, List<Adaptation> all) {
        if (count > 0) {
            all.add(Adaptation.leftOut(kind, Integer.toString(count)));
        }
    }
}

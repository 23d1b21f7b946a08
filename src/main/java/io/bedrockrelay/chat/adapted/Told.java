package io.bedrockrelay.chat.adapted;

import io.bedrockrelay.chat.adapted.Adaptation.Change;
import io.bedrockrelay.chat.adapted.Adaptation.How;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is adapted while one request is read or fitted. One thread; used once.
public final class Told {
    private static final Comparator<Adaptation> ORDER = Comparator.comparing(Adaptation::kind);

    private List<Adaptation> all = List.of();

    public void leftOut(Kind kind, Object detail, How how) {
        add(new Adaptation(kind, Change.LEFT_OUT, detail.toString(), how));
    }

    public void changed(Kind kind, Object detail, How how) {
        add(new Adaptation(kind, Change.CHANGED, detail.toString(), how));
    }

    public void added(Kind kind, Object detail, How how) {
        add(new Adaptation(kind, Change.ADDED, detail.toString(), how));
    }

    public void leftOut(Kind kind, Object detail) {
        leftOut(kind, detail, How.KNOWN);
    }

    public void changed(Kind kind, Object detail) {
        changed(kind, detail, How.KNOWN);
    }

    public void added(Kind kind, Object detail) {
        added(kind, detail, How.KNOWN);
    }

    /// Everything told so far, in the order of the kinds; within a kind as it happened.
    public List<Adaptation> adaptations() {
        return all.isEmpty() ? List.of() : all.stream().sorted(ORDER).toList();
    }

    /// Most requests need nothing and make no list.
    private void add(Adaptation adaptation) {
        if (all.isEmpty()) {
            all = new ArrayList<>();
        }
        all.add(adaptation);
    }
}

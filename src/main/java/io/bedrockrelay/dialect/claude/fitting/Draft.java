package io.bedrockrelay.dialect.claude.fitting;

import io.bedrockrelay.chat.adapted.Adaptation.How;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.dialect.claude.model.ClaudeModel;
import io.bedrockrelay.dialect.claude.model.Fact;
import io.bedrockrelay.dialect.claude.outline.Edits;
import io.bedrockrelay.dialect.claude.outline.Node;
import io.bedrockrelay.dialect.claude.outline.Outline;
import java.util.List;

/// One body on its way to one model. One thread; used once.
///
/// @param root the body
/// @param edits what is to be done to it
/// @param told what the caller will be told of that
record Draft(Node root, Edits edits, ClaudeModel model, Told told) {

    static Draft of(Outline outline, ClaudeModel model) {
        return new Draft(outline.root(), new Edits(outline), model, new Told());
    }

    List<Node> messages() {
        return root.all("messages");
    }

    List<Node> tools() {
        return root.all("tools");
    }

    boolean takes(Fact fact) {
        return model.takes(fact);
    }

    /// Leaves a member out since the model lacks a fact; true if it was there.
    boolean cut(Node object, String name, Kind kind, Fact fact) {
        return cut(object, name, kind, model.how(fact));
    }

    boolean cut(Node object, String name, Kind kind, How how) {
        boolean cut = edits.cut(object, name);
        if (cut && object.has(name)) {
            told.leftOut(kind, name, how);
        }
        return cut;
    }
}

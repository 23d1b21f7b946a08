package io.bedrockrelay.fit.learn;

import io.bedrockrelay.fit.traits.Trait;

/// One trait of a model as a refusal told it; the value is written as in the table of traits.
public record Lesson(Trait trait, String value) {

    /// `temperature=no`
    @Override
    public String toString() {
        return trait.wire() + "=" + value;
    }
}

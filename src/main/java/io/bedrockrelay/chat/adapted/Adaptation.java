package io.bedrockrelay.chat.adapted;

/// One thing that was adapted.
///
/// @param detail what was left out, what it was changed to, or what was added; never what people said to a model
public record Adaptation(Kind kind, Change change, String detail, How how) {

    public enum Change {
        LEFT_OUT("-="),
        CHANGED("="),
        ADDED("+=");

        private final String sign;

        Change(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /// Where the relay knows from that the model wants it so.
    public enum How {
        /// From the facts about the model, or because no model takes it otherwise.
        KNOWN("known"),
        /// From an earlier refusal of Bedrock's.
        LEARNT("learnt"),
        /// From the refusal of this very request, which is sent again.
        REPEAT("repeat");

        private final String wire;

        How(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    /// `temperature-=0.7`
    @Override
    public String toString() {
        return kind.wire() + change.sign() + detail;
    }
}

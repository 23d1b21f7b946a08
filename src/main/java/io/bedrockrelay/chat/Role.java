package io.bedrockrelay.chat;

/// Who speaks. Instructions from the system stand beside the messages, not among them.
public enum Role {
    USER("user"),
    ASSISTANT("assistant");

    private final String wire;

    Role(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }
}

package io.bedrockrelay.emulator.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.wire.Step;
import java.util.Iterator;

/// How an operation answers. Stateless.
interface Answerer {
    /// The text of the last user message, in which a directive may stand.
    String lastText(ObjectNode body);

    Iterator<Step> steps(Request request);

    static Answerer of(RuntimeOperation operation) {
        return switch (operation) {
            case CONVERSE -> new ConverseOperation(false);
            case CONVERSE_STREAM -> new ConverseOperation(true);
            case INVOKE -> new InvokeOperation(false);
            case INVOKE_STREAM -> new InvokeOperation(true);
            case COUNT_TOKENS -> new CountOperation();
        };
    }
}

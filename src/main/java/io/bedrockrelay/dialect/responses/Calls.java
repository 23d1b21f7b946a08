package io.bedrockrelay.dialect.responses;

import io.bedrockrelay.dialect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which calls of a history were answered. Bedrock refuses a call without its result and a result without its call, in
/// words that name neither; OpenAI's do.
final class Calls {
    private final Map<String, Call> byId = new HashMap<>();
    private final List<Call> all = new ArrayList<>();

    private static final class Call {
        private final String id;
        private final Field item;
        private int wanted = 1;
        private boolean userSpoke;

        private Call(String id, Field item) {
            this.id = id;
            this.item = item;
        }
    }

    void called(String id, Field item) {
        var before = byId.get(id);
        if (before == null) {
            var call = new Call(id, item);
            byId.put(id, call);
            all.add(call);
        } else {
            before.wanted++;
        }
    }

    /// Another id that means the same call, if it means none yet.
    void alsoCalled(String alias, String id) {
        var call = byId.get(id);
        if (call != null) {
            byId.putIfAbsent(alias, call);
        }
    }

    /// The id of the call that an output answers, or null if it was answered before.
    ///
    /// @param what the kind of the output, in OpenAI's words
    @Nullable
    String answered(Field id, String what) {
        var call = byId.get(id.nonBlankText());
        if (call == null) {
            throw id.refusal("No tool call found for " + what + " with call_id " + id.text() + ".");
        }
        userSpoke();
        return call.wanted-- > 0 ? call.id : null;
    }

    /// The other side goes on: what was called before it has to be answered.
    void userSpoke() {
        for (int i = all.size() - 1; i >= 0 && !all.get(i).userSpoke; i--) {
            all.get(i).userSpoke = true;
        }
    }

    void check() {
        for (var call : all) {
            if (call.userSpoke && call.wanted > 0) {
                throw call.item.refusal("No tool output found for function call " + call.id + ".");
            }
        }
    }
}

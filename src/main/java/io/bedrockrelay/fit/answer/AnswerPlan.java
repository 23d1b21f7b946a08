package io.bedrockrelay.fit.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has to be done to the answer of a fitted request. Immutable.
///
/// @param jsonTool the tool whose arguments are the answer's text, null for none
/// @param onlyJson whether the text, where no tool is called, is to be bare of what models like to put around JSON
/// @param firstCallOnly whether calls after the first one are left out
/// @param noCalls whether all calls are left out
/// @param prefix what the text has to begin with, null for nothing
/// @param stops texts at which the relay cuts the answer
public record AnswerPlan(
        @Nullable String jsonTool,
        boolean onlyJson,
        boolean firstCallOnly,
        boolean noCalls,
        @Nullable String prefix,
        List<String> stops) {
    public static final AnswerPlan NONE = new AnswerPlan(null, false, false, false, null, List.of());

    public AnswerPlan {
        stops = List.copyOf(stops);
    }

    boolean isNone() {
        return equals(NONE);
    }
}

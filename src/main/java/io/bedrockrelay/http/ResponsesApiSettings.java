package io.bedrockrelay.http;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.bedrockrelay.dialect.responses.ResponsesSettings;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.ArrayList;
import java.util.List;

/// What a site decides about OpenAI's Responses API. Immutable, read once at start.
@ConfigMapping(prefix = "relay.responses")
public interface ResponsesApiSettings {

    /// Items of a type that the relay does not know: `refuse` the request, or `drop` them and say so, where a client
    /// sends something new that its users can do without.
    @WithDefault("refuse")
    String unknownItems();

    /// Where cache points go that the caller did not ask for: `implicit` sets them as OpenAI does, `off` sets none.
    @WithDefault("implicit")
    String cache();

    /// 8: each eighth keep-alive in a row is an event rather than a comment, for clients that count events only; 0:
    /// none is, for clients that read no event they do not know.
    @WithDefault("8")
    int keepAliveEvent();

    /// How many bytes of one answer are kept, since its last event repeats all of it. A longer one fails.
    @WithDefault("16M")
    MemorySize maxAnswer();

    /// What is wrong with the values, if anything; the application does not start with a problem.
    default List<ConfigProblem> problems() {
        var problems = new ArrayList<ConfigProblem>();
        if (!List.of("refuse", "drop").contains(unknownItems())) {
            problems.add(new ConfigProblem(
                    "relay.responses.unknown-items", unknownItems(), "there is no such choice", "say refuse or drop"));
        }
        if (!List.of("implicit", "off").contains(cache())) {
            problems.add(new ConfigProblem(
                    "relay.responses.cache", cache(), "there is no such choice", "say implicit or off"));
        }
        if (keepAliveEvent() < 0) {
            problems.add(new ConfigProblem(
                    "relay.responses.keep-alive-event",
                    Integer.toString(keepAliveEvent()),
                    "keep-alives are counted from one",
                    "give a number such as 8, or 0 for comments only"));
        }
        long most = maxAnswer().asLongValue();
        if (most < 64 * 1024 || most > 1L << 30) {
            problems.add(new ConfigProblem(
                    "relay.responses.max-answer",
                    Long.toString(most),
                    "an answer must have room, and has to fit into memory",
                    "give a size from 64K to 1G, such as 16M"));
        }
        return List.copyOf(problems);
    }

    default ResponsesSettings settings() {
        return new ResponsesSettings(
                unknownItems().equals("drop"),
                cache().equals("implicit"),
                keepAliveEvent(),
                maxAnswer().asLongValue());
    }
}

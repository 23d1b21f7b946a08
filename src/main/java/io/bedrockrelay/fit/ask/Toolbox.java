package io.bedrockrelay.fit.ask;

import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.Tool;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.schema.AnswerSchema;
import io.bedrockrelay.fit.schema.ToolSchema;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tools with schemas that the model takes. The same tool named twice is one.
public final class Toolbox {
    private static final int MOST_STRICT = 20;

    private Toolbox() {}

    public static List<Tool> of(List<Tool> tools, Traits traits, Told told) {
        if (tools.isEmpty()) {
            return tools;
        }
        long strict = tools.stream().filter(Toolbox::isStrict).count();
        boolean keepsStrict = !traits.refuses(Trait.STRICT_TOOLS) && strict <= MOST_STRICT;
        if (strict > 0 && !keepsStrict) {
            told.leftOut(Kind.STRICT, strict, traits.how(Trait.STRICT_TOOLS));
        }
        int changed = 0;
        var names = new HashSet<String>();
        var fitted = new ArrayList<Tool>(tools.size());
        for (var tool : tools) {
            if (!(tool instanceof Tool.Function function)) {
                fitted.add(tool);
            } else if (names.add(function.name())) {
                var made = function(function, keepsStrict, traits);
                changed += made.schema().equals(function.schema()) ? 0 : 1;
                fitted.add(made);
            } else {
                told.leftOut(Kind.TOOL, function.name());
            }
        }
        if (changed > 0) {
            told.changed(Kind.TOOL_SCHEMA, changed);
        }
        return fitted;
    }

    private static Tool.Function function(Tool.Function tool, boolean keepsStrict, Traits traits) {
        var rooted = ToolSchema.of(tool.schema(), !traits.refuses(Trait.TOOL_UNIONS));
        boolean strict = keepsStrict && isStrict(tool) && !AnswerSchema.isRecursive(rooted.schema());
        var schema =
                strict ? AnswerSchema.closed(rooted.schema(), !traits.refuses(Trait.SCHEMA_BOUNDS)) : rooted.schema();
        return new Tool.Function(
                tool.name(), description(tool, rooted), schema, strict ? Boolean.TRUE : unsaid(tool, traits));
    }

    /// `strict: false` is what every model does anyway, and said only to those that know the word.
    private static @Nullable Boolean unsaid(Tool.Function tool, Traits traits) {
        boolean said = Boolean.FALSE.equals(tool.strict());
        return (said && traits.takes(Trait.STRICT_TOOLS)) ? Boolean.FALSE : null;
    }

    private static @Nullable String description(Tool.Function tool, ToolSchema schema) {
        if (schema.alternatives() == null) {
            return tool.description();
        }
        return tool.description() == null || tool.description().isBlank()
                ? schema.alternatives()
                : tool.description() + "\n" + schema.alternatives();
    }

    private static boolean isStrict(Tool tool) {
        return tool instanceof Tool.Function function && Boolean.TRUE.equals(function.strict());
    }

    /// A tool of the relay's own.
    static Tool.Function own(String name, String description, Json schema, Traits traits) {
        var rooted = ToolSchema.of(schema, !traits.refuses(Trait.TOOL_UNIONS));
        var words = rooted.alternatives() == null ? description : description + "\n" + rooted.alternatives();
        return new Tool.Function(name, words, rooted.schema(), null);
    }
}

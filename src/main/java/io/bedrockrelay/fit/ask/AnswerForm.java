package io.bedrockrelay.fit.ask;

import io.bedrockrelay.chat.OutputFormat;
import io.bedrockrelay.chat.Tool;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.schema.AnswerSchema;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import org.jspecify.annotations.Nullable;

/// How the model is made to answer with JSON of the caller's schema: by Converse's own word; else by a tool whose
/// arguments are the answer; else in words.
///
/// @param format Converse's own word, null where it is not said
/// @param tool the tool, null for none
/// @param words an instruction that holds the schema, null for none
public record AnswerForm(
        @Nullable OutputFormat format,
        Tool.@Nullable Function tool,
        @Nullable String words) {
    private static final AnswerForm FREE = new AnswerForm(null, null, null);
    private static final String TOOL = "give_answer";

    public static AnswerForm of(@Nullable OutputFormat asked, Traits traits, Told told) {
        if (asked == null) {
            return FREE;
        }
        boolean tooOpen = traits.refuses(Trait.SCHEMA_OPEN) && AnswerSchema.isOpen(asked.schema());
        if (!traits.refuses(Trait.JSON_SCHEMA) && !tooOpen) {
            return named(asked, traits, told);
        }
        boolean words = traits.refuses(Trait.TOOLS)
                || traits.refuses(Trait.FORCED_TOOL)
                || !AnswerSchema.isObject(asked.schema());
        told.changed(Kind.SCHEMA, words ? "instruction" : "tool", traits.how(Trait.JSON_SCHEMA));
        if (words) {
            return new AnswerForm(
                    null,
                    null,
                    "Answer with JSON that fits this schema, and with nothing else, no fence around it: "
                            + asked.schema().text());
        }
        var description = asked.description() == null ? "Gives the answer." : asked.description();
        return new AnswerForm(null, Toolbox.own(TOOL, description, asked.schema(), traits), null);
    }

    private static AnswerForm named(OutputFormat asked, Traits traits, Told told) {
        var schema = AnswerSchema.closed(asked.schema(), !traits.refuses(Trait.SCHEMA_BOUNDS));
        if (!schema.equals(asked.schema())) {
            told.changed(Kind.SCHEMA, "closed");
        }
        return new AnswerForm(new OutputFormat(asked.name(), asked.description(), schema), null, null);
    }

    public String name() {
        return TOOL;
    }

    public boolean isInWords() {
        return words != null;
    }
}

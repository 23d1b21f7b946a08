package io.bedrockrelay.http.settings;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets the frame read every setting, so that it does not stop the start at the first ones that are of the wrong kind,
/// in its own words and without a remedy. A value that cannot be read is replaced by one that can, and marked: the
/// check at start tells all that are marked, beside everything else that is wrong. Made by the frame, before anything
/// else; stateless.
public final class UnreadableSettings implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1;
    /// The one thing that a value carries along beside itself is the name of its source.
    private static final String MARK = "unreadable: ";

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        var value = context.proceed(name);
        var kind = TypedSettings.KINDS.get(name);
        if (value == null || kind == null) {
            return value;
        }
        var text = value.getValue() == null ? "" : value.getValue();
        return kind.takes(text) ? value : value.withValue(kind.standIn()).withConfigSourceName(MARK + text);
    }

    /// Empty for a value that could be read.
    static Optional<ConfigProblem> problem(org.eclipse.microprofile.config.ConfigValue value, Kind kind) {
        var source = value.getSourceName();
        return source == null || !source.startsWith(MARK)
                ? Optional.empty()
                : Optional.of(new ConfigProblem(
                        value.getName(), source.substring(MARK.length()), kind.reason(), kind.remedy()));
    }
}

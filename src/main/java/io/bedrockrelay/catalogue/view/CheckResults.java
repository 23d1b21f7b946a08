package io.bedrockrelay.catalogue.view;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The last check of each model in each Region. Lives as long as the process and is not shared between processes.
/// Thread-safe.
@Singleton
public final class CheckResults {
    private final Map<Entry, Check> last = new ConcurrentHashMap<>();

    private record Entry(String region, String modelId) {}

    public void note(String region, String modelId, Check check) {
        last.put(new Entry(region, modelId), check);
    }

    /// Null where the model has not been checked.
    public @Nullable Check last(String region, String modelId) {
        return last.get(new Entry(region, modelId));
    }
}

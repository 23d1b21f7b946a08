package io.bedrockrelay.routing.ledger;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.bedrockrelay.routing.setup.RouteConfig;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The ledger's file of a running relay. A file that breaks later is told, and the rows before it go on. One per
/// process; `poll` may be called by any thread, everything else reads one state.
@Singleton
public class LedgerFile {
    private static final Logger LOG = Logger.getLogger(LedgerFile.class);

    private final @Nullable Path path;
    private @Nullable LedgerReading last;
    private volatile List<QuotaRow> rows = List.of();

    @Inject
    LedgerFile(RouteConfig config) {
        this(config.routing().ledger().orElse(null));
    }

    /// @param path null where no ledger is kept
    LedgerFile(@Nullable Path path) {
        this.path = path;
        poll();
    }

    /// What keeps the application from starting.
    public static List<ConfigProblem> problems(RouteConfig config) {
        var path = config.routing().ledger().orElse(null);
        return path != null && LedgerReading.read(path) instanceof LedgerReading.Wrong(List<String> mistakes)
                ? mistakes.stream()
                        .limit(10)
                        .map(mistake -> new ConfigProblem(
                                "relay.routing.ledger", path.toString(), mistake, "or leave the setting out"))
                        .toList()
                : List.of();
    }

    /// As they hold now.
    public List<QuotaRow> rows() {
        return rows;
    }

    /// Looks at the file. The same reading is told once.
    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public synchronized void poll() {
        if (path == null) {
            return;
        }
        var reading = LedgerReading.read(path);
        if (reading.equals(last)) {
            return;
        }
        last = reading;
        switch (reading) {
            case LedgerReading.Rows(List<QuotaRow> read) -> {
                rows = read;
                LOG.infof("The ledger file %s holds from now on; quotas: %d.", path, read.size());
            }
            case LedgerReading.Wrong(List<String> mistakes) ->
                LOG.errorf(
                        "The ledger file %s is wrong and not taken; the quotas read before (%d) stay. %s",
                        path,
                        rows.size(),
                        String.join(". ", mistakes.stream().limit(10).toList()));
        }
    }
}

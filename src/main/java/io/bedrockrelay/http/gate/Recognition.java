package io.bedrockrelay.http.gate;

import io.bedrockrelay.access.AccessSettings;
import io.bedrockrelay.access.Authentication;
import io.bedrockrelay.access.Mode;
import io.bedrockrelay.access.Presented;
import io.bedrockrelay.access.keys.KeyCheck;
import io.bedrockrelay.access.keys.KeysFile;
import io.bedrockrelay.catalogue.ConfigProblem;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Recognises callers in the ways that the settings allow.
@Singleton
public class Recognition {
    private final AccessSettings settings;
    private final Optional<KeysFile> keys;
    private final Optional<KeyCheck> check;

    Recognition(AccessSettings settings) {
        this.settings = settings;
        this.keys = settings.modes().contains(Mode.KEYS)
                ? settings.keysFile().map(file -> new KeysFile(file, Clock.systemUTC()))
                : Optional.empty();
        this.check = keys.map(file -> new KeyCheck(file::keys, Clock.systemUTC()));
    }

    Authentication recognise(Presented presented) {
        if (settings.modes().contains(Mode.OPEN)) {
            return new Authentication.Known(settings.anyone());
        }
        return check.<Authentication>map(keyCheck -> keyCheck.authenticate(presented))
                .orElseGet(() -> new Authentication.Unknown("nobody can be recognised", "Nobody is let in here."));
    }

    /// What is wrong with the keys file at start.
    public List<ConfigProblem> problems() {
        return keys.map(KeysFile::problems).orElse(List.of());
    }

    /// The keys that hold and the state of their file; empty in a mode without keys.
    public Optional<KeysFile.State> keys() {
        return keys.map(KeysFile::state);
    }

    @Scheduled(every = "${relay.access.keys-reload:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        keys.ifPresent(KeysFile::poll);
    }
}

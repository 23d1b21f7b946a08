package io.bedrockrelay.access.keys;

import io.bedrockrelay.catalogue.ConfigProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The keys file of a running relay: the keys that hold now, and what is wrong with the file if it is wrong now. One
/// per process; `poll` may be called by any thread, everything else is a read of one state.
///
/// Looks at the content and not at times: a mounted Secret is swapped by a symbolic link, and a link has the time of
/// what was written before. Callers who are in stay in: they carry their grant with them.
public final class KeysFile {
    private static final Logger LOG = Logger.getLogger(KeysFile.class);
    private static final Duration REMINDER = Duration.ofMinutes(10);

    /// @param keys that hold; none at all if the file has been wrong from the start
    /// @param since when they were read
    /// @param problems what is wrong with the file now; empty while all is well
    public record State(Keys keys, Instant since, List<ConfigProblem> problems) {
        public State {
            problems = List.copyOf(problems);
        }
    }

    private final Path path;
    private final InstantSource clock;
    private Content seen;
    private Content judged;
    private @Nullable Instant told;
    private volatile State state;

    /// Reads the file at once.
    public KeysFile(Path path, InstantSource clock) {
        this.path = path;
        this.clock = clock;
        seen = Content.of(path);
        judged = seen;
        state = next(new State(Keys.NONE, clock.instant(), List.of()), seen);
    }

    public Keys keys() {
        return state.keys();
    }

    public State state() {
        return state;
    }

    /// What keeps the application from starting. The same keeps a file from being taken later.
    public List<ConfigProblem> problems() {
        return state.problems();
    }

    /// Looks at the file. New content holds from the second look that sees it, so that half a file is not taken for a
    /// whole one. A wrong file changes nothing but `problems`, and is told as an error: at once, then every ten
    /// minutes.
    public synchronized void poll() {
        var content = Content.of(path);
        boolean settled = content.sameAs(seen);
        seen = content;
        if (settled && !content.sameAs(judged)) {
            judged = content;
            state = next(state, content);
        } else {
            remind();
        }
    }

    private State next(State before, Content content) {
        return switch (content.read()) {
            case Keys keys -> {
                if (keys.isEmpty()) {
                    LOG.warnf("The keys file %s says keys: none; everybody is refused from now on.", path);
                } else {
                    LOG.infof("The keys file %s holds from now on; keys: %d.", path, keys.size());
                }
                told = null;
                yield new State(keys, clock.instant(), List.of());
            }
            case KeysReading.Wrong wrong -> {
                var problems = wrong.mistakes().stream()
                        .map(mistake -> mistake.problem(path))
                        .toList();
                var failing = new State(before.keys(), before.since(), problems);
                tell(failing);
                yield failing;
            }
        };
    }

    private void remind() {
        if (told != null && !clock.instant().isBefore(told.plus(REMINDER))) {
            tell(state);
        }
    }

    private void tell(State failing) {
        told = clock.instant();
        LOG.errorf(
                "The keys file %s is wrong and not taken; the keys read at %s (%d) stay valid. %s",
                path,
                failing.since(),
                failing.keys().size(),
                failing.problems().stream()
                        .limit(10)
                        .map(problem -> problem.reason() + "; " + problem.remedy())
                        .collect(Collectors.joining(". ")));
    }

    /// What one look saw: bytes, or why there were none.
    private static final class Content {
        private final byte[] bytes;
        private final String unreadable;

        private Content(byte[] bytes, String unreadable) {
            this.bytes = bytes;
            this.unreadable = unreadable;
        }

        static Content of(Path path) {
            try (var in = Files.newInputStream(path)) {
                return new Content(in.readNBytes(KeysYaml.MOST_BYTES + 1), "");
            } catch (NoSuchFileException e) {
                return new Content(new byte[0], "there is no such file");
            } catch (IOException e) {
                return new Content(
                        new byte[0], "it cannot be read: " + e.getClass().getSimpleName());
            }
        }

        boolean sameAs(Content other) {
            return Arrays.equals(bytes, other.bytes) && unreadable.equals(other.unreadable);
        }

        KeysReading read() {
            return unreadable.isEmpty()
                    ? KeysReader.read(bytes)
                    : new KeysReading.Wrong(
                            List.of(Mistake.ofFile(unreadable, "put it back, or mount the Secret that holds it")));
        }
    }
}

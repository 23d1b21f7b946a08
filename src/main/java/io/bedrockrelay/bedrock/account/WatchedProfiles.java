package io.bedrockrelay.bedrock.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;

/// The profiles of AWS's shared files, read anew as soon as one of the files has changed. A file that cannot be read
/// leaves the last good one in use. Thread-safe; reads files.
public final class WatchedProfiles implements Supplier<ProfileFile> {
    private static final Logger LOG = Logger.getLogger(WatchedProfiles.class);

    private final Supplier<ProfileFile> reader;
    private final List<Path> paths;
    private @Nullable ProfileFile last;
    private List<Stamp> seen = List.of();

    /// What tells one content of a file from another without reading it.
    private record Stamp(
            @Nullable FileTime time, long size, @Nullable Object key) {
        static final Stamp ABSENT = new Stamp(null, -1, null);
    }

    WatchedProfiles(Supplier<ProfileFile> reader, List<Path> paths) {
        this.reader = reader;
        this.paths = paths;
    }

    /// Where the environment says, else in the user's home.
    public static WatchedProfiles ofEnvironment() {
        return new WatchedProfiles(
                ProfileFile::defaultProfileFile,
                List.of(ProfileFileLocation.configurationFilePath(), ProfileFileLocation.credentialsFilePath()));
    }

    @Override
    public synchronized ProfileFile get() {
        var now = paths.stream().map(WatchedProfiles::stamp).toList();
        var known = last;
        if (known != null && now.equals(seen)) {
            return known;
        }
        try {
            var read = reader.get();
            last = read;
            seen = now;
            return read;
        } catch (RuntimeException unreadable) {
            if (known == null) {
                throw unreadable;
            }
            // Once for each content: a file may be looked at while it is being written.
            seen = now;
            LOG.warnf(
                    "AWS's profile files cannot be read, the last good ones serve on: %s", Redacted.reason(unreadable));
            return known;
        }
    }

    private static Stamp stamp(Path path) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException absent) {
            return Stamp.ABSENT;
        }
    }
}

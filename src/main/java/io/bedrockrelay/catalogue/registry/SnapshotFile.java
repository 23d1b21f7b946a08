package io.bedrockrelay.catalogue.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bedrockrelay.catalogue.ListedModel;
import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.RegionListing;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The last good lists of all Regions in one file. It is a safety net: no fault of it ever stops a refresh or a start,
/// but each is logged.
@RegisterForReflection(
        targets = {
            SnapshotFile.Content.class,
            SnapshotFile.Stored.class,
            RegionListing.class,
            ListedModel.class,
            ListedModel.Lifecycle.class,
            ListedProfile.class
        })
final class SnapshotFile {

    private static final Logger LOG = System.getLogger(SnapshotFile.class.getName());
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /// What the file holds of one Region.
    record Stored(Instant refreshedAt, RegionListing listing) {

        Stored {
            Objects.requireNonNull(refreshedAt);
            Objects.requireNonNull(listing);
        }
    }

    record Content(int version, Map<String, Stored> regions) {

        Content {
            regions = Map.copyOf(regions);
        }
    }

    private final Path path;
    private final ReentrantLock lock = new ReentrantLock();

    SnapshotFile(Path path) {
        this.path = path;
    }

    /// Empty where there is no file, or none that can be used.
    Map<String, Stored> read() {
        if (!Files.exists(path)) {
            return Map.of();
        }
        try {
            // A file that holds just "null" gives null.
            @Nullable Content content = JSON.readValue(path.toFile(), Content.class);
            if (content != null && content.version() == VERSION) {
                return content.regions();
            }
            damaged("not of version " + VERSION);
        } catch (JacksonException e) {
            damaged(e.getOriginalMessage());
        } catch (IOException e) {
            damaged(e.toString());
        }
        return Map.of();
    }

    private void damaged(String reason) {
        LOG.log(
                Level.WARNING,
                "Catalogue snapshot {0} is DAMAGED and ignored ({1}); the next refresh replaces it",
                path,
                reason);
    }

    /// Whole or not at all: a reader never meets half a file.
    void write(Map<String, Stored> regions) {
        lock.lock();
        try {
            Path whole = path.toAbsolutePath();
            Path part = whole.resolveSibling(whole.getFileName() + ".part");
            Files.write(part, JSON.writeValueAsBytes(new Content(VERSION, regions)));
            move(part, whole);
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "Catalogue snapshot {0} cannot be written ({1}); the relay goes on without it",
                    path,
                    e.toString());
        } finally {
            lock.unlock();
        }
    }

    private static void move(Path part, Path whole) throws IOException {
        try {
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

package io.bedrockrelay.emulator.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads captured answers, laid out as `REGION/foundation-models.json` and `REGION/inference-profiles.json`.
public final class Captures {
    private static final String MODELS = "foundation-models.json";
    private static final String PROFILES = "inference-profiles.json";

    private Captures() {}

    /// The catalogue of every Region that the folder has.
    ///
    /// @throws UncheckedIOException where a file cannot be read or is not JSON
    public static Map<String, RegionCatalogue> read(Path folder) {
        var regions = new TreeMap<String, RegionCatalogue>();
        try (var entries = Files.list(folder)) {
            for (Path entry : (Iterable<Path>) entries.sorted()::iterator) {
                if (Files.exists(entry.resolve(MODELS))) {
                    var name = String.valueOf(entry.getFileName());
                    regions.put(name, region(name, entry));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return regions;
    }

    private static RegionCatalogue region(String name, Path folder) throws IOException {
        var models = records(folder.resolve(MODELS), "modelSummaries");
        var profiles = Files.exists(folder.resolve(PROFILES))
                ? records(folder.resolve(PROFILES), "inferenceProfileSummaries")
                : List.<ObjectNode>of();
        return new RegionCatalogue(name, models, profiles);
    }

    private static List<ObjectNode> records(Path file, String field) throws IOException {
        var records = new ArrayList<ObjectNode>();
        for (JsonNode record : JsonTrees.parse(Files.readString(file)).path(field)) {
            records.add((ObjectNode) record);
        }
        return records;
    }
}

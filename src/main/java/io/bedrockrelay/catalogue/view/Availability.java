package io.bedrockrelay.catalogue.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The answer of `GET /api/models/availability`.
///
/// @param regions the loaded Regions, in the order of every row
/// @param totalCount of rows
/// @param models rows, sorted by model id
public record Availability(List<String> regions, int totalCount, List<Row> models) {

    private static final Cell ABSENT = new Cell(null, null, null, "not offered in this Region");

    /// One model.
    ///
    /// @param regions a cell for every loaded Region
    public record Row(String id, String name, String provider, Map<String, Cell> regions) {}

    /// One model in one Region: an id that works, or the reason why none does.
    public record Cell(
            @Nullable String invocationId,
            @Nullable String scope,
            @Nullable String lifecycle,
            @Nullable String because) {

        static Cell of(ModelView model) {
            return new Cell(model.invocationId(), model.scope(), model.lifecycle(), model.unavailableBecause());
        }
    }

    /// A model has a row if the filter admits it in one Region at least.
    static Availability of(Map<String, List<ModelView>> byRegion, ModelFilter filter) {
        Map<String, Row> rows = new TreeMap<>();
        byRegion.values().forEach(models -> models.stream()
                .filter(filter::admits)
                .forEach(model -> rows.putIfAbsent(model.id(), row(model, byRegion.keySet()))));
        byRegion.forEach((region, models) -> models.forEach(model -> {
            Row row = rows.get(model.id());
            if (row != null) {
                row.regions().put(region, Cell.of(model));
            }
        }));
        return new Availability(List.copyOf(byRegion.keySet()), rows.size(), new ArrayList<>(rows.values()));
    }

    private static Row row(ModelView model, Iterable<String> regions) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        regions.forEach(region -> cells.put(region, ABSENT));
        return new Row(model.id(), model.name(), model.provider(), cells);
    }
}

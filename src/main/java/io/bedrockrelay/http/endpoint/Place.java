package io.bedrockrelay.http.endpoint;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A part of all paths that one API has, read off the table: where an endpoint stands, and every folder above it. So
/// what an API does not have is refused in the words of the API that it was looked for in.
///
/// @param isEndpoint whether a call stands here; else it is a folder of such
/// @param shared whether OpenAI's and Anthropic's clients both ask here
record Place(String path, Surface surface, boolean shared, boolean isEndpoint) {
    /// The deepest first.
    private static final List<Place> ALL = all();

    /// Null where nothing is near.
    static @Nullable Place of(String path) {
        for (var place : ALL) {
            if (place.holds(path)) {
                return place;
            }
        }
        return null;
    }

    Surface surface(boolean versioned) {
        return versioned && shared ? Surface.ANTHROPIC : surface;
    }

    private boolean holds(String asked) {
        return asked.startsWith(path) && (asked.length() == path.length() || asked.charAt(path.length()) == '/');
    }

    private static List<Place> all() {
        Map<String, Place> places = new LinkedHashMap<>();
        for (var endpoint : Endpoints.ALL) {
            boolean shared = endpoint.surface() == Surface.OPENAI && endpoint.service() == Service.MODELS;
            for (var at = endpoint.base(); at.length() > 1; at = at.substring(0, at.lastIndexOf('/'))) {
                var place = new Place(at, endpoint.surface(), shared, at.equals(endpoint.base()));
                places.merge(at, place, Place::with);
            }
        }
        return places.values().stream()
                .sorted(Comparator.comparingInt(place -> -place.path.length()))
                .toList();
    }

    /// The row that stands first in the table names the API.
    private Place with(Place later) {
        return new Place(
                path, surface, shared || (later.shared && surface == Surface.OPENAI), isEndpoint || later.isEndpoint);
    }
}

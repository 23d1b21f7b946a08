package io.bedrockrelay.catalogue.resolve;

import io.bedrockrelay.catalogue.Refusal.Elsewhere;
import java.util.List;
import java.util.stream.Collectors;

/// Turns of phrase that refusals share.
final class RefusalText {

    private static final int NAME_LIMIT = 200;
    private static final int REGIONS_IN_WORDS = 4;

    private RefusalText() {}

    /// A name as it may stand in a message: a client's kilobytes do not come back to it, nor do control characters.
    static String cut(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= NAME_LIMIT ? clean : clean.substring(0, NAME_LIMIT) + "…";
    }

    static String usable(List<String> ids) {
        return ids.isEmpty() ? "" : " Here it can be called as " + String.join(", ", ids) + ".";
    }

    static String elsewhere(List<Elsewhere> places) {
        if (places.isEmpty()) {
            return "";
        }
        String first = places.stream()
                .limit(REGIONS_IN_WORDS)
                .map(place -> place.region() + " as " + place.invocationId())
                .collect(Collectors.joining(", "));
        int more = places.size() - REGIONS_IN_WORDS;
        return first + (more > 0 ? " and %d more".formatted(more) : "") + ".";
    }
}

package io.bedrockrelay.fit.ask;

import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import java.util.List;

/// Stop texts: those that the model is told, and those at which the relay itself cuts the answer.
public record Stops(List<String> sent, List<String> cut) {
    private static final Stops NONE = new Stops(List.of(), List.of());

    public static Stops of(List<String> asked, Traits traits, Told told) {
        if (asked.isEmpty()) {
            return NONE;
        }
        var stops = asked.stream().filter(stop -> !stop.isBlank()).toList();
        if (stops.size() < asked.size()) {
            told.leftOut(Kind.STOP, "blank");
        }
        if (traits.refuses(Trait.STOP)) {
            if (!stops.isEmpty()) {
                told.changed(Kind.STOP, "cut-here", traits.how(Trait.STOP));
            }
            return new Stops(List.of(), stops);
        }
        int most = traits.manner().maxStops();
        var sent = most > 0 && stops.size() > most ? stops.subList(0, most) : stops;
        boolean cut = traits.refuses(Trait.STOP_CUT) || sent.size() < stops.size();
        return new Stops(sent, cut ? stops : List.of());
    }
}

package io.bedrockrelay.http.description;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// The events of a stream of server-sent events.
final class Events {
    private Events() {}

    /// @param name empty where the stream tells none
    record Event(String name, JsonNode data) {}

    /// Comments and `[DONE]` are none.
    static List<Event> of(String stream) {
        var events = new ArrayList<Event>();
        var name = "";
        for (var line : stream.split("\n", -1)) {
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("data: ") && !line.equals("data: [DONE]")) {
                events.add(new Event(name, Schemas.json(line.substring("data: ".length()))));
                name = "";
            }
        }
        return events;
    }
}

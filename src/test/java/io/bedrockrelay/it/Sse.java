package io.bedrockrelay.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads server-sent events one by one, as a frontend does.
final class Sse implements AutoCloseable {
    private final BufferedReader reader;

    /// @param name empty where the event has none
    record Event(String name, String data) {}

    Sse(InputStream body) {
        reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /// The next event; null at the end of the stream. Comments are passed over.
    @Nullable
    Event next() throws IOException {
        var name = "";
        var data = new StringBuilder();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                data.append(line.substring("data: ".length()));
            } else if (line.isEmpty() && !data.isEmpty()) {
                return new Event(name, data.toString());
            }
        }
        return null;
    }

    List<Event> rest() throws IOException {
        var events = new ArrayList<Event>();
        for (var event = next(); event != null; event = next()) {
            events.add(event);
        }
        return events;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

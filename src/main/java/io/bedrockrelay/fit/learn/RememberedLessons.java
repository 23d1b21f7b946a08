package io.bedrockrelay.fit.learn;

import io.bedrockrelay.fit.traits.Trait;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lessons in memory: the newest so many, each for so long. Reading takes a lock for the time of a look-up.
public final class RememberedLessons implements Lessons {
    private final Clock clock;
    private final Duration keep;
    private final int most;
    /// The oldest first.
    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    /// @param keep how long a lesson is believed; zero: nothing is remembered
    public RememberedLessons(Clock clock, Duration keep, int most) {
        this.clock = clock;
        this.keep = keep;
        this.most = most;
    }

    @Override
    public synchronized Learnt of(Place place) {
        if (entries.isEmpty()) {
            return Learnt.NOTHING;
        }
        var lessons = all().get(place);
        return lessons == null ? Learnt.NOTHING : new Learnt(lessons);
    }

    @Override
    public synchronized void learn(Place place, Lesson lesson) {
        if (keep.isZero()) {
            return;
        }
        var key = new Key(place, lesson.trait(), lesson.trait() == Trait.REFUSED_FIELDS ? lesson.value() : "");
        entries.remove(key);
        entries.put(key, new Entry(lesson, clock.instant().plus(keep)));
        if (entries.size() > most) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    @Override
    public synchronized void forget(String modelId) {
        entries.keySet().removeIf(key -> key.place().modelId().equals(modelId));
    }

    @Override
    public synchronized void forgetAll() {
        entries.clear();
    }

    @Override
    public synchronized Map<Place, List<Lesson>> all() {
        var now = clock.instant();
        entries.values().removeIf(entry -> !entry.until().isAfter(now));
        var all = new LinkedHashMap<Place, List<Lesson>>();
        entries.forEach((key, entry) ->
                all.computeIfAbsent(key.place(), _ -> new ArrayList<>()).add(entry.lesson()));
        return all;
    }

    @Override
    public synchronized int size() {
        all();
        return entries.size();
    }

    /// Of one trait the last word counts; of fields each is a lesson of its own.
    private record Key(Place place, Trait trait, String field) {}

    private record Entry(Lesson lesson, Instant until) {}
}

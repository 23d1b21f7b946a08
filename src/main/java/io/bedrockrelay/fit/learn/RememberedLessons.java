package io.bedrockrelay.fit.learn;

import io.bedrockrelay.fit.traits.Trait;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Lessons in memory: the newest so many, each for so long. Every request reads; it takes a lock for the time of a
/// look-up of the lessons of its own model.
public final class RememberedLessons implements Lessons {
    /// Longer than any name of a field or a beta; clients write such names, so that their length is theirs to choose.
    private static final int LONGEST = 256;

    private final Clock clock;
    private final Duration keep;
    private final int most;
    /// The oldest first.
    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private final Map<Place, Set<Key>> places = new HashMap<>();

    /// @param keep how long a lesson is believed; zero: nothing is remembered
    public RememberedLessons(Clock clock, Duration keep, int most) {
        this.clock = clock;
        this.keep = keep;
        this.most = most;
    }

    @Override
    public synchronized Learnt of(Place place) {
        var keys = places.get(place);
        if (keys == null) {
            return Learnt.NOTHING;
        }
        var now = clock.instant();
        return new Learnt(keys.stream()
                .map(entries::get)
                .filter(entry -> entry.until().isAfter(now))
                .map(Entry::lesson)
                .toList());
    }

    @Override
    public synchronized void learn(Place place, Lesson lesson) {
        if (keep.isZero() || lesson.value().length() > LONGEST) {
            return;
        }
        var key = new Key(place, lesson.trait(), lesson.trait() == Trait.REFUSED_FIELDS ? lesson.value() : "");
        remove(key);
        entries.put(key, new Entry(lesson, clock.instant().plus(keep)));
        places.computeIfAbsent(place, _ -> new LinkedHashSet<>()).add(key);
        if (entries.size() > most) {
            remove(entries.keySet().iterator().next());
        }
    }

    @Override
    public synchronized void forget(String modelId) {
        removeIf(entry -> entry.getKey().place().modelId().equals(modelId));
    }

    @Override
    public synchronized void forgetAll() {
        entries.clear();
        places.clear();
    }

    @Override
    public synchronized Map<Place, List<Lesson>> all() {
        var now = clock.instant();
        removeIf(entry -> !entry.getValue().until().isAfter(now));
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

    private void removeIf(Predicate<Map.Entry<Key, Entry>> gone) {
        entries.entrySet().stream().filter(gone).map(Map.Entry::getKey).toList().forEach(this::remove);
    }

    private void remove(Key key) {
        entries.remove(key);
        places.computeIfPresent(key.place(), (_, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
        });
    }

    /// Of one trait the last word counts; of fields each is a lesson of its own.
    private record Key(Place place, Trait trait, String field) {}

    private record Entry(Lesson lesson, Instant until) {}
}

package io.bedrockrelay.access.keys;

import java.util.Comparator;
import java.util.List;

/// What came of reading a keys file: all of its keys, or all that is wrong with it. A file is never taken in part.
sealed interface KeysReading permits Keys, KeysReading.Wrong {

    /// @param mistakes in the order of the file, at most a hundred; never empty
    record Wrong(List<Mistake> mistakes) implements KeysReading {
        public Wrong {
            mistakes = mistakes.stream()
                    .sorted(Comparator.comparingInt(Mistake::line))
                    .toList();
            if (mistakes.isEmpty()) {
                throw new IllegalArgumentException("nothing is wrong");
            }
        }
    }
}

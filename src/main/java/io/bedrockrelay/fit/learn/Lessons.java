package io.bedrockrelay.fit.learn;

import java.util.List;
import java.util.Map;

/// The memory of what refusals taught. Thread-safe; of this replica alone.
public interface Lessons {

    /// What is believed of a model at the moment.
    Learnt of(Place place);

    /// Takes in what a refusal taught once the request without it was answered.
    void learn(Place place, Lesson lesson);

    /// Forgets a model, since its entry in the catalogue changed.
    void forget(String modelId);

    void forgetAll();

    Map<Place, List<Lesson>> all();

    int size();
}

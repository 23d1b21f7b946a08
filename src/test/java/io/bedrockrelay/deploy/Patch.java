package io.bedrockrelay.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Kubernetes' strategic merge, as far as the patches of `k8s/` go: maps are merged, containers by their name, and of
/// the other lists those that Kubernetes replaces whole. Any other list is refused rather than merged wrongly.
final class Patch {
    private static final Set<String> REPLACED = Set.of("metrics", "policies", "topologySpreadConstraints");

    private Patch() {}

    static Map<String, Object> merge(Map<String, Object> target, Map<String, Object> patch) {
        var merged = new LinkedHashMap<>(target);
        patch.forEach((key, value) -> {
            if (value instanceof Map<?, ?> && merged.get(key) instanceof Map<?, ?> old) {
                merged.put(key, merge(Tree.map(old), Tree.map(value)));
            } else if (value instanceof List<?> list) {
                merged.put(key, mergeList(key, merged.getOrDefault(key, List.of()), list));
            } else {
                merged.put(key, value);
            }
        });
        return merged;
    }

    private static List<Object> mergeList(String key, Object target, List<?> patch) {
        if (REPLACED.contains(key)) {
            return new ArrayList<>(patch);
        }
        if (!key.equals("containers")) {
            throw new IllegalArgumentException("how Kubernetes merges the list " + key + " is not known here");
        }
        var byName = new LinkedHashMap<Object, Object>();
        Tree.maps(target).forEach(container -> byName.put(container.get("name"), container));
        for (var container : Tree.maps(patch)) {
            byName.merge(container.get("name"), container, (old, changed) -> merge(Tree.map(old), Tree.map(changed)));
        }
        return new ArrayList<>(byName.values());
    }
}

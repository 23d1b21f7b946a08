package io.bedrockrelay.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The objects of a folder of `k8s/`, assembled as kustomize does, for the part of its language that is used there:
/// resources, components, generated ConfigMaps (without the digest in their names), patches by file, images, one
/// namespace.
record Overlay(List<Map<String, Object>> objects) {
    private static final Set<String> KNOWN = Set.of(
            "apiVersion", "kind", "namespace", "resources", "components", "configMapGenerator", "patches", "images");

    static Overlay of(Path folder) throws IOException {
        return new Overlay(assembled(folder, List.of()));
    }

    /// @param base what a component is laid over; empty for what stands by itself
    private static List<Map<String, Object>> assembled(Path folder, List<Map<String, Object>> base) throws IOException {
        var kustomization = Tree.documents(folder.resolve("kustomization.yaml")).getFirst();
        if (!KNOWN.containsAll(kustomization.keySet())) {
            throw new IllegalArgumentException(folder + " uses more of kustomize than is known here: " + kustomization);
        }
        List<Map<String, Object>> objects = new ArrayList<>(base);
        for (var resource : Tree.list(kustomization.getOrDefault("resources", List.of()))) {
            var path = folder.resolve((String) resource).normalize();
            objects.addAll(Files.isDirectory(path) ? of(path).objects : Tree.documents(path));
        }
        for (var component : Tree.list(kustomization.getOrDefault("components", List.of()))) {
            objects = assembled(folder.resolve((String) component).normalize(), objects);
        }
        generate(kustomization, objects);
        for (var patch : entries(kustomization, "patches")) {
            for (var document : Tree.documents(folder.resolve((String) Tree.at(patch, "path")))) {
                if (objects.stream().noneMatch(object -> identity(object).equals(identity(document)))) {
                    throw new IllegalArgumentException(patch + " patches nothing");
                }
                if ("delete".equals(document.get("$patch"))) {
                    objects.removeIf(object -> identity(object).equals(identity(document)));
                }
                objects.replaceAll(
                        object -> identity(object).equals(identity(document)) ? Patch.merge(object, document) : object);
            }
        }
        objects.replaceAll(object -> placed(object, kustomization));
        return objects;
    }

    Map<String, Object> only(String kind) {
        var found = objects.stream().filter(object -> kind(object).equals(kind)).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " objects of kind " + kind);
        }
        return found.getFirst();
    }

    private static void generate(Map<String, Object> kustomization, List<Map<String, Object>> objects) {
        for (var generator : entries(kustomization, "configMapGenerator")) {
            var data = new LinkedHashMap<String, Object>();
            for (var literal : Tree.list(Tree.at(generator, "literals"))) {
                var text = (String) literal;
                data.put(text.substring(0, text.indexOf('=')), text.substring(text.indexOf('=') + 1));
            }
            Map<String, Object> metadata = Map.of("name", Tree.at(generator, "name"));
            Map<String, Object> map =
                    Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", metadata, "data", data);
            if ("merge".equals(generator.get("behavior"))) {
                objects.replaceAll(
                        object -> identity(object).equals(identity(map)) ? Patch.merge(object, map) : object);
            } else {
                objects.add(map);
            }
        }
    }

    private static Object kind(Map<String, Object> object) {
        return Tree.at(object, "kind");
    }

    private static String identity(Map<String, Object> object) {
        return object.get("apiVersion") + " " + object.get("kind") + " " + Tree.at(object, "metadata.name");
    }

    private static Map<String, Object> placed(Map<String, Object> object, Map<String, Object> kustomization) {
        var placed = object;
        if (kustomization.containsKey("namespace") && !kind(object).equals("Namespace")) {
            placed = Patch.merge(placed, Map.of("metadata", Map.of("namespace", kustomization.get("namespace"))));
        }
        if (kind(object).equals("Deployment")) {
            for (var image : entries(kustomization, "images")) {
                placed = withImage(placed, image);
            }
        }
        return placed;
    }

    private static Map<String, Object> withImage(Map<String, Object> deployment, Map<String, Object> image) {
        var name = Tree.at(image, "name");
        var full = image.getOrDefault("newName", name) + ":" + image.get("newTag");
        var containers = Tree.maps(Tree.at(deployment, "spec.template.spec.containers")).stream()
                .filter(container -> name.equals(container.get("image")))
                .map(container -> Map.of("name", container.get("name"), "image", full))
                .toList();
        return Patch.merge(
                deployment, Map.of("spec", Map.of("template", Map.of("spec", Map.of("containers", containers)))));
    }

    private static List<Map<String, Object>> entries(Map<String, Object> kustomization, String key) {
        return Tree.maps(kustomization.getOrDefault(key, List.of()));
    }
}

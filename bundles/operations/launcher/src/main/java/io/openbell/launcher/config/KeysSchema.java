package io.openbell.launcher.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A component's keys, from metatype; and the five of supervision where the PID is a supervised component's. */
final class KeysSchema implements Schema {

    private final Map<String, KeyDefinition> keys = new LinkedHashMap<>();
    private final boolean supervised;
    private final boolean requiredByDefault;

    KeysSchema(List<KeyDefinition> definitions, boolean supervised) {
        this(definitions, supervised, true);
    }

    /** @param requiredByDefault of a supervised component whose file does not say */
    KeysSchema(List<KeyDefinition> definitions, boolean supervised, boolean requiredByDefault) {
        definitions.forEach(key -> keys.put(key.id(), key));
        this.supervised = supervised;
        this.requiredByDefault = requiredByDefault;
    }

    @Override
    public List<String> problems(Map<String, String> values) {
        List<String> problems = new ArrayList<>();
        values.forEach(
                (key, value) ->
                        problem(key, value)
                                .ifPresent(
                                        text -> problems.add(key + " = " + value + ": " + text)));
        keys.values().stream()
                .filter(key -> !key.optional() && !values.containsKey(key.id()))
                .forEach(
                        key ->
                                problems.add(
                                        key.id()
                                                + ": is missing; add it, allowed "
                                                + key.allowed()));
        if (supervised && problems.isEmpty()) {
            SupervisionKeys.contradiction(values, requiredByDefault).ifPresent(problems::add);
        }
        return problems;
    }

    private Optional<String> problem(String key, String value) {
        KeyDefinition definition = keys.get(key);
        if (definition != null) {
            return definition
                    .problem(value)
                    .map(problem -> problem + "; allowed " + definition.allowed());
        }
        if (supervised && SupervisionKeys.NAMES.contains(key)) {
            return SupervisionKeys.problem(key, value);
        }
        TreeSet<String> known = new TreeSet<>(keys.keySet());
        if (supervised) {
            known.addAll(SupervisionKeys.NAMES);
        }
        return Optional.of(
                "unknown key; allowed "
                        + (known.isEmpty() ? "none" : String.join(", ", known))
                        + Spelling.nearest(key, known)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
    }
}

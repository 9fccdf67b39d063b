package io.openbell.kernel.parameter;

import io.openbell.api.strategy.Parameter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a record of {@link Parameter parameters} allows, and the way from a configuration to such a record. The optimizer,
 * the shell and the launcher's check of the files all ask here.
 */
public final class ParameterSpec {

    private final Class<? extends Record> type;
    private final List<ParameterDefinition> definitions;

    private ParameterSpec(Class<? extends Record> type, List<ParameterDefinition> definitions) {
        this.type = type;
        this.definitions = definitions;
    }

    /**
     * Reads the record's components.
     *
     * @throws IllegalArgumentException if one carries no {@link Parameter}, has another type than the five allowed ones, or
     *                                  a default outside its own range
     */
    public static ParameterSpec of(Class<? extends Record> type) {
        List<ParameterDefinition> definitions = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Parameter parameter = component.getAnnotation(Parameter.class);
            if (parameter == null) {
                throw new IllegalArgumentException(
                        type.getName() + "." + component.getName() + " lacks @Parameter");
            }
            ParameterDefinition definition =
                    new ParameterDefinition(
                            component.getName(),
                            component.getType(),
                            parameter.min(),
                            parameter.max(),
                            parameter.step(),
                            parameter.defaultValue(),
                            parameter.description());
            try {
                definition.parse(definition.defaultValue());
            } catch (IllegalArgumentException unfit) {
                throw new IllegalArgumentException(
                        type.getName()
                                + ": the default of "
                                + message(definition, definition.defaultValue(), unfit),
                        unfit);
            }
            definitions.add(definition);
        }
        return new ParameterSpec(type, List.copyOf(definitions));
    }

    /** The parameters, in the order of the record. */
    public List<ParameterDefinition> definitions() {
        return definitions;
    }

    /** The keys, in the order of the record. */
    public List<String> names() {
        return definitions.stream().map(ParameterDefinition::name).toList();
    }

    /**
     * Everything that is wrong with a configuration, one line each: {@code key = value: problem; allowed ...}. Empty if
     * {@link #bind} will work.
     */
    public List<String> problems(Map<String, String> configured) {
        return problems(configured, Set.of());
    }

    /** The same for a configuration that also holds keys which somebody else reads and checks. */
    public List<String> problems(Map<String, String> configured, Set<String> foreignKeys) {
        Set<String> known = new TreeSet<>(names());
        known.addAll(foreignKeys);
        List<String> problems = new ArrayList<>();
        new TreeMap<>(configured)
                .forEach(
                        (key, value) -> {
                            if (!known.contains(key)) {
                                problems.add(unknown(key, value, known));
                            }
                        });
        List<Object> values = new ArrayList<>();
        for (ParameterDefinition definition : definitions) {
            String text = configured.getOrDefault(definition.name(), definition.defaultValue());
            try {
                values.add(definition.parse(text));
            } catch (IllegalArgumentException unfit) {
                problems.add(message(definition, text, unfit));
            }
        }
        if (problems.isEmpty()) {
            try {
                construct(values);
            } catch (IllegalArgumentException refused) {
                problems.add(refused.getMessage());
            }
        }
        return List.copyOf(problems);
    }

    /**
     * The record; parameters that are not configured have their defaults.
     *
     * @throws IllegalArgumentException with all {@link #problems(Map)}
     */
    public Record bind(Map<String, String> configured) {
        List<String> problems = problems(configured);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return construct(
                definitions.stream()
                        .map(
                                definition ->
                                        definition.parse(
                                                configured.getOrDefault(
                                                        definition.name(),
                                                        definition.defaultValue())))
                        .toList());
    }

    /** Every parameter as text, configured or default, in the order of the record. Says nothing about problems. */
    public Map<String, String> effective(Map<String, String> configured) {
        Map<String, String> texts = new LinkedHashMap<>();
        definitions.forEach(
                definition ->
                        texts.put(
                                definition.name(),
                                configured
                                        .getOrDefault(definition.name(), definition.defaultValue())
                                        .trim()));
        return texts;
    }

    private Record construct(List<Object> values) {
        try {
            Class<?>[] types =
                    Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException thrown) {
            throw new IllegalArgumentException(refusal(values, thrown), thrown);
        } catch (ReflectiveOperationException unusable) {
            throw new IllegalArgumentException(
                    type.getName() + " cannot be constructed: " + unusable, unusable);
        }
    }

    private String refusal(List<Object> values, InvocationTargetException thrown) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            pairs.add(definitions.get(i).name() + " = " + values.get(i));
        }
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return String.join(", ", pairs) + ": " + reason;
    }

    private static String unknown(String key, String value, Set<String> known) {
        String meant =
                Spelling.nearest(key, known).map(name -> ", did you mean " + name + "?").orElse("");
        return key
                + " = "
                + value
                + ": unknown key"
                + meant
                + "; allowed: "
                + (known.isEmpty() ? "none" : String.join(", ", known));
    }

    private static String message(
            ParameterDefinition definition, String text, IllegalArgumentException unfit) {
        return definition.name()
                + " = "
                + text
                + ": "
                + unfit.getMessage()
                + "; allowed: "
                + definition.allowed();
    }
}

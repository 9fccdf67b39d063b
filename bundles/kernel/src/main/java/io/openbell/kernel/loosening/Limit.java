package io.openbell.kernel.loosening;

import io.openbell.kernel.replay.DecisionBasis.Gate;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One limit with its direction.
 *
 * @param name     the way to it through the records' components
 * @param figure   reads it
 * @param isLooser the second binds less than the first
 */
record Limit(String name, Function<Gate, Object> figure, BiPredicate<Gate, Gate> isLooser) {

    /** More of it is looser. */
    static <T extends Comparable<T>> Limit most(String name, Function<Gate, T> figure) {
        return of(name, figure, (before, after) -> after.compareTo(before) > 0);
    }

    /** Less of it is looser. */
    static <T extends Comparable<T>> Limit least(String name, Function<Gate, T> figure) {
        return of(name, figure, (before, after) -> after.compareTo(before) < 0);
    }

    /** True allows more. */
    static Limit allows(String name, Function<Gate, Boolean> figure) {
        return of(name, figure, (before, after) -> !before && after);
    }

    /** True allows less. */
    static Limit forbids(String name, Function<Gate, Boolean> figure) {
        return of(name, figure, (before, after) -> before && !after);
    }

    /** One more in it is looser. */
    static <T> Limit among(String name, Function<Gate, Set<T>> figure) {
        return of(name, figure, (before, after) -> !before.containsAll(after));
    }

    /** One less in it is looser. */
    static <T> Limit without(String name, Function<Gate, Set<T>> figure) {
        return of(name, figure, (before, after) -> !after.containsAll(before));
    }

    /** Neither of two values is known to bind more. */
    static <T> Limit fixed(String name, Function<Gate, T> figure) {
        return of(name, figure, (before, after) -> !before.equals(after));
    }

    static <T> Limit of(String name, Function<Gate, T> figure, BiPredicate<T, T> isLooser) {
        return new Limit(
                name,
                figure::apply,
                (before, after) -> isLooser.test(figure.apply(before), figure.apply(after)));
    }

    /** Where it does not bind before, it cannot bind less afterwards. */
    Limit where(Predicate<Gate> binds) {
        return new Limit(
                name,
                figure,
                (before, after) -> binds.test(before) && isLooser.test(before, after));
    }

    /** It is compared only where it binds in both. */
    Limit whereBoth(Predicate<Gate> binds) {
        return new Limit(
                name,
                figure,
                (before, after) ->
                        binds.test(before) && binds.test(after) && isLooser.test(before, after));
    }

    Loosened told(Gate before, Gate after) {
        return new Loosened(name, shown(figure.apply(before)), shown(figure.apply(after)));
    }

    private static String shown(Object value) {
        if (value instanceof Duration time) {
            return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, entry) -> sorted.put(Objects.toString(key), Objects.toString(entry)));
            return sorted.toString();
        }
        if (value instanceof Collection<?> list) {
            return list.stream()
                    .map(Objects::toString)
                    .sorted()
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return Objects.toString(value);
    }
}

package io.openbell.riskmanagement;

import io.openbell.api.component.ConfigurationProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Collects what is wrong with the configuration's values. */
final class Problems {

    private final List<ConfigurationProblem> problems = new ArrayList<>();

    /** Wrong unless the test says right; what cannot be read is wrong. */
    void text(String key, String value, Predicate<String> isRight, String allowed) {
        try {
            if (isRight.test(value.trim())) {
                return;
            }
        } catch (IllegalArgumentException unreadable) {
            // Told below: what is allowed says more than why it could not be read.
        }
        String shown = value.length() <= 40 ? value : value.substring(0, 40) + "...";
        wrong(key, shown, allowed);
    }

    /** Wrong unless within both. */
    void number(String key, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            wrong(key, plain(value), plain(min) + " to " + plain(max));
        }
    }

    /** Wrong unless the first is less than the second. */
    void below(String key, double value, String other, double bound) {
        if (!(value < bound)) {
            wrong(key, plain(value), "less than " + other + " = " + plain(bound));
        }
    }

    List<ConfigurationProblem> found() {
        return List.copyOf(problems);
    }

    private void wrong(String key, String value, String allowed) {
        problems.add(new ConfigurationProblem(key, value, allowed, "set " + key + " within that"));
    }

    private static String plain(double number) {
        return Double.isFinite(number)
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : String.valueOf(number);
    }
}

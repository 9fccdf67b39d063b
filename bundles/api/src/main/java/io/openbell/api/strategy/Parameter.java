package io.openbell.api.strategy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one component of a strategy's parameter record. The component's type is {@code int}, {@code long},
 * {@code double}, {@code boolean} or {@code String}; its name is the configuration key, with the unit in the name.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Parameter {

    /** Smallest allowed number, inclusive. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest allowed number, inclusive. */
    double max() default Double.POSITIVE_INFINITY;

    /** Distance between two values worth trying, for the optimizer; 0 leaves it to the optimizer. */
    double step() default 0;

    /** Used when the configuration does not say. */
    String defaultValue();

    /** What it does, for people. */
    String description();
}

package io.openbell.strategies.pairsmeanreversion;

import java.util.ArrayDeque;
import java.util.Deque;

/** Mean and standard deviation of the latest values. */
final class RollingRatios {

    private final int capacity;
    private final Deque<Double> values = new ArrayDeque<>();

    RollingRatios(int capacity) {
        this.capacity = capacity;
    }

    void add(double value) {
        values.addLast(value);
        if (values.size() > capacity) {
            values.removeFirst();
        }
    }

    int size() {
        return values.size();
    }

    double mean() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.isEmpty() ? 0 : sum / values.size();
    }

    /** Standard deviation of the sample. */
    double deviation() {
        double mean = mean();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1));
    }

    /** Prices moved at all. */
    boolean varies() {
        return deviation() > 1e-9;
    }

    /** How far the newest value is from the mean, in standard deviations. */
    double deviations() {
        return (values.getLast() - mean()) / deviation();
    }

    String asText() {
        StringBuilder text = new StringBuilder();
        values.forEach(value -> text.append(' ').append(value));
        return text.toString();
    }
}

package io.openbell.strategies.pairsmeanreversion;

import java.util.ArrayDeque;
import java.util.Deque;

/** Mean and standard deviation of the latest values, each weighted by the seconds it stands for. */
final class RollingRatios {

    private record Sample(double value, long seconds) {}

    private final long capacitySeconds;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long seconds;

    RollingRatios(long capacitySeconds) {
        this.capacitySeconds = capacitySeconds;
    }

    void add(double value, long standsForSeconds) {
        samples.addLast(new Sample(value, standsForSeconds));
        seconds += standsForSeconds;
        while (seconds > capacitySeconds && samples.size() > 1) {
            seconds -= samples.removeFirst().seconds();
        }
    }

    /** For how long values were seen. */
    long seconds() {
        return seconds;
    }

    double mean() {
        double sum = 0;
        for (Sample sample : samples) {
            sum += sample.value() * sample.seconds();
        }
        return samples.isEmpty() ? 0 : sum / seconds;
    }

    /** Standard deviation of the sample. */
    double deviation() {
        double mean = mean();
        double squares = 0;
        for (Sample sample : samples) {
            squares += (sample.value() - mean) * (sample.value() - mean) * sample.seconds();
        }
        return seconds < 2 ? 0 : Math.sqrt(squares / (seconds - 1));
    }

    /** Prices moved at all. */
    boolean varies() {
        return deviation() > 1e-9;
    }

    /** How far the newest value is from the mean, in standard deviations. */
    double deviations() {
        return (samples.getLast().value() - mean()) / deviation();
    }

    /** Takes one value of {@link #asText}. */
    void restore(String text) {
        int times = text.indexOf('*');
        add(
                Double.parseDouble(times < 0 ? text : text.substring(0, times)),
                times < 0 ? 1 : Long.parseLong(text.substring(times + 1)));
    }

    /** Each value with a blank before it, and {@code *} and its seconds behind it unless that is one. */
    String asText() {
        StringBuilder text = new StringBuilder();
        for (Sample sample : samples) {
            text.append(' ').append(sample.value());
            if (sample.seconds() != 1) {
                text.append('*').append(sample.seconds());
            }
        }
        return text.toString();
    }
}

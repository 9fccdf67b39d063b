package io.openbell.launcher;

import io.openbell.api.broker.Comparison;
import io.openbell.api.broker.VenueComparer;
import io.openbell.api.order.WindDown;
import io.openbell.api.view.StatusBoard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The order in which a session ends: no order leaves any more; what is on its way arrives, and open orders become what the
 * configuration says; orders and positions are compared with the venue's; the components stop, dependents first; a backup is
 * made. Each step has a thread and a limit of its own: one that hangs is told and left behind, the next one begins.
 */
final class OrderlyEnd {

    /** All that the steps act on; an absent part has nothing to end. */
    interface Surroundings {

        /** Says to the gate that nothing is ready. */
        void closeGate();

        /** Of the order-executor. */
        @Nullable WindDown windDown();

        /** Of those who can compare. */
        List<VenueComparer> comparers();

        /** The figures now. */
        StatusBoard.@Nullable Report report();

        /** Stops all components in order; the ids of those that did not stop are returned. */
        List<String> stopComponents(Duration limit);

        /** Makes the last backup; a line for people, empty if none is wanted. */
        String backUp() throws Exception;
    }

    /**
     * What came of it.
     *
     * @param report     the last figures; null if nobody had them
     * @param lines      for people, by step
     * @param notStopped ids of components that did not stop
     */
    record Summary(
            StatusBoard.@Nullable Report report,
            Map<String, String> lines,
            List<String> notStopped) {}

    /** All steps together; what is behind them takes a quarter of a minute at most. */
    static final Duration LIMIT = Duration.ofSeconds(43);

    private static final Logger LOG = LoggerFactory.getLogger(OrderlyEnd.class);

    private final Surroundings surroundings;
    private final Map<String, String> lines = new LinkedHashMap<>();
    private final Duration total;
    private final Duration forGate;
    private final Duration forOrders;
    private final Duration forComparison;
    private final Duration forFigures;

    /** Kept back from the components. */
    private final Duration forBackup;

    private long end;

    /** With {@link #LIMIT} for all of it, unless a test has less. */
    OrderlyEnd(Surroundings surroundings, Duration total) {
        this.surroundings = surroundings;
        this.total = total;
        forGate = part(1);
        forOrders = part(12);
        forComparison = part(6);
        forFigures = part(1);
        forBackup = part(8);
    }

    private Duration part(long seconds) {
        return total.multipliedBy(seconds).dividedBy(LIMIT.toSeconds());
    }

    /** Once. */
    Summary run(String source) {
        end = System.nanoTime() + total.toNanos();
        WindDown orders = surroundings.windDown();
        if (orders != null) {
            within("gate", forGate, () -> begin(orders, source));
        }
        within("readiness", forGate, () -> done(surroundings::closeGate));
        if (orders != null) {
            tell("Orders", within("orders", forOrders, () -> finish(orders)));
            tell("Compared", within("comparison", forComparison, this::compare));
        }
        StatusBoard.@Nullable Report report = within("figures", forFigures, surroundings::report);
        Duration forComponents = left().minus(forBackup);
        List<String> notStopped =
                within(
                        "components",
                        forComponents.plus(part(1)),
                        () -> surroundings.stopComponents(forComponents));
        tell("Backup", within("backup", left(), surroundings::backUp));
        return new Summary(
                report,
                Collections.unmodifiableMap(new LinkedHashMap<>(lines)),
                notStopped == null ? List.of("?") : notStopped);
    }

    private static String begin(WindDown orders, String source) {
        orders.begin(source);
        return "";
    }

    private static String done(Runnable step) {
        step.run();
        return "";
    }

    /** Less than the step's own limit, so that it answers before it is given up. */
    private String finish(WindDown orders) throws InterruptedException {
        Duration limit = shorter(forOrders, left()).minus(part(1));
        return orders.finish(limit.isNegative() ? Duration.ZERO : limit).describe();
    }

    private String compare() {
        List<FutureTask<String>> answers = new ArrayList<>();
        for (VenueComparer comparer : surroundings.comparers()) {
            answers.add(begun("compare-" + comparer.subject(), () -> compare(comparer)));
        }
        long until = System.nanoTime() + forComparison.minus(part(1)).toNanos();
        return answers.stream()
                .map(answer -> answer(answer, Duration.ofNanos(until - System.nanoTime())))
                .collect(Collectors.joining("; "));
    }

    private static String compare(VenueComparer comparer) throws Exception {
        Comparison found = comparer.compareNow();
        return found.subject()
                + " "
                + (found.agrees()
                        ? "agree with the venue (" + found.compared() + ")"
                        : found.differences().stream()
                                .map(Comparison.Difference::describe)
                                .collect(Collectors.joining(", ", "DIFFER: ", "")));
    }

    private static String answer(FutureTask<String> task, Duration limit) {
        try {
            return task.get(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
        } catch (ExecutionException refused) {
            Throwable cause = refused.getCause();
            return "not compared: " + (cause == null ? refused : cause).getMessage();
        } catch (TimeoutException late) {
            task.cancel(true);
            return "not compared in time";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "not compared: interrupted";
        }
    }

    private void tell(String what, @Nullable String line) {
        if (line == null) {
            lines.put(what, "not done, see the log");
        } else if (!line.isEmpty()) {
            lines.put(what, line);
        }
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Null if it failed, or had not ended by then. */
    private <T extends @Nullable Object> @Nullable T within(
            String step, Duration limit, Callable<T> work) {
        FutureTask<T> task = begun("shutdown-" + step, work);
        try {
            Duration allowed = shorter(limit, left());
            return task.get(Math.max(1, allowed.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            LOG.error("shutdown={} left behind: it has not ended in time", step);
            task.cancel(true);
        } catch (ExecutionException failed) {
            LOG.error("shutdown={} failed", step, failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private static <T extends @Nullable Object> FutureTask<T> begun(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}

package io.openbell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.OrderSweep;
import io.openbell.api.risk.Release;
import io.openbell.testkit.FakeHaltLatch;
import io.openbell.testkit.ManualClock;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

class SystemVitalsTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final FakeHaltLatch latch = new FakeHaltLatch(clock);
    private final Map<Class<?>, Object> services = new HashMap<>();
    private final SystemVitals vitals = new SystemVitals(framework(), () -> 0);
    private boolean sweptForThisHalt;

    private final OrderSweep sweep =
            new OrderSweep() {
                @Override
                public Optional<Progress> latest() {
                    // As right after a second halt: the sweep of the first is what there is.
                    return Optional.of(
                            new Progress(clock.instant(), 1, 1, 0, 0, true, clock.instant(), ""));
                }

                @Override
                public boolean isSwept() {
                    return sweptForThisHalt;
                }
            };

    private boolean looksSwept() {
        vitals.haveGoneOn();
        return vitals.isSwept();
    }

    @Test
    void shouldGoByTheSweepOfTheHaltThereIs() throws Exception {
        services.put(HaltLatch.class, latch);
        services.put(OrderSweep.class, sweep);
        assertThat(looksSwept()).isFalse();

        latch.latch("ann", "test");
        assertThat(looksSwept()).as("another one was swept").isFalse();
        sweptForThisHalt = true;
        assertThat(looksSwept()).isTrue();
        latch.release(new Release("ann", "mended", "", clock.instant(), List.of()));

        assertThat(looksSwept()).isFalse();
    }

    @Test
    void shouldRememberThatTheMarketIsSweptWhenWhoeverSaidSoIsStopped() {
        services.put(HaltLatch.class, latch);
        services.put(OrderSweep.class, sweep);
        latch.latch("ann", "test");
        sweptForThisHalt = true;
        assertThat(looksSwept()).isTrue();

        services.remove(OrderSweep.class);
        assertThat(looksSwept()).isTrue();
        services.remove(HaltLatch.class);
        assertThat(looksSwept()).isTrue();
    }

    private BundleContext framework() {
        return proxy(
                BundleContext.class,
                argument ->
                        argument instanceof Class<?> type
                                ? services.containsKey(type)
                                        ? new Reference(type).asService()
                                        : null
                                : services.get(Reference.typeOf(argument)));
    }

    private interface Answering {
        @Nullable Object to(@Nullable Object argument);
    }

    private static <T> T proxy(Class<T> type, Answering answers) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                method.getReturnType() == boolean.class
                                        ? (Object) true
                                        : answers.to(arguments == null ? null : arguments[0])));
    }

    /** Says of what type its service is, as one of its properties. */
    private record Reference(Class<?> type) {
        Object asService() {
            return proxy(ServiceReference.class, argument -> type);
        }

        static @Nullable Object typeOf(@Nullable Object reference) {
            return Objects.requireNonNull((ServiceReference<?>) reference).getProperty("type");
        }
    }
}

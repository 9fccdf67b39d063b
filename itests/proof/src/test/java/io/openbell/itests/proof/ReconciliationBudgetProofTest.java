package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Page;
import io.openbell.itests.proof.BudgetStand.Meanwhile;
import io.openbell.testkit.Proof;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A start with many orders and positions needs few requests and little time, whatever happened meanwhile. In the short form
 * the minute after the start passes in three seconds, and seconds are not measured: they are the machine's.
 */
class ReconciliationBudgetProofTest {

    private static final int ORDERS = Proof.figure(40, 500);
    private static final int POSITIONS = Proof.figure(15, 200);
    private static final int SPEED = Proof.figure(20, 1);
    private static final int MOST_PER_MINUTE = 150;
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int UNLIMITED = 1_000_000;

    @TempDir Path folder;

    @Test
    void shouldAgreeWithTheVenueWithinTheBudgetOfRequests() throws Exception {
        List<String> figures = new ArrayList<>();
        for (Meanwhile meanwhile : Meanwhile.values()) {
            try (BudgetStand stand =
                    new BudgetStand(folder.resolve(meanwhile.name()), ORDERS, POSITIONS)) {
                stand.place(meanwhile);

                BudgetStand.Result result = stand.start(SPEED, BudgetStand.shipped(), real -> real);

                assertThat(result.perMinute())
                        .as("%s", meanwhile)
                        .isLessThanOrEqualTo(MOST_PER_MINUTE);
                if (Proof.isFull()) {
                    assertThat(result.nanos()).as("%s", meanwhile).isLessThanOrEqualTo(MOST_NANOS);
                }
                figures.add(
                        "%s: %d ms, %d requests, %d in the busiest minute"
                                .formatted(
                                        meanwhile,
                                        TimeUnit.NANOSECONDS.toMillis(result.nanos()),
                                        result.first(),
                                        result.perMinute()));
            }
        }
        int asked = control();

        Proof.shown(
                10,
                "a start with %d orders and %d positions, at the exchange, requests counted on the wire"
                        .formatted(ORDERS, POSITIONS),
                String.join("; ", figures),
                "each order asked for by its name: " + asked + " requests before it agreed");
    }

    /** What it costs to ask for each order by itself. */
    private int control() throws Exception {
        try (BudgetStand stand = new BudgetStand(folder.resolve("control"), ORDERS, POSITIONS)) {
            List<OrderId> placed = stand.place(Meanwhile.ALL_CANCELED);

            BudgetStand.Result result =
                    stand.start(SPEED, UNLIMITED, real -> oneByOne(real, placed));

            assertThat(result.first())
                    .as("control")
                    .isGreaterThan(Proof.figure(ORDERS, MOST_PER_MINUTE));
            return result.first();
        }
    }

    /** The venue, of whose list of orders nobody knows. */
    private static Broker oneByOne(Broker real, List<OrderId> placed) {
        return (Broker)
                Proxy.newProxyInstance(
                        Broker.class.getClassLoader(),
                        new Class<?>[] {Broker.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("orders")) {
                                List<BrokerOrder> found = new ArrayList<>();
                                for (OrderId id : placed) {
                                    Optional<BrokerOrder> there = real.findOrder(id);
                                    there.ifPresent(found::add);
                                }
                                return new Page<>(found, "");
                            }
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        });
    }
}

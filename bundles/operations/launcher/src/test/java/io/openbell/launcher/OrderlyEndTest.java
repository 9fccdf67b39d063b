package io.openbell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.Comparison;
import io.openbell.api.broker.VenueComparer;
import io.openbell.api.order.WindDown;
import io.openbell.api.view.StatusBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderlyEndTest {

    /** A fifth of the time of a real one, for the tests in which something hangs. */
    private static final Duration SHORT = OrderlyEnd.LIMIT.dividedBy(5);

    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void release() {
        never.countDown();
    }

    @Test
    void shouldCloseTheGateFirstAndMakeTheBackupLast() {
        OrderlyEnd.Summary summary = end(new World());

        assertThat(done)
                .containsExactly(
                        "begin test",
                        "gate",
                        "finish",
                        "compare",
                        "figures",
                        "components",
                        "backup");
        assertThat(summary.lines())
                .containsEntry("Orders", "leave: 1 left open, 0 canceled, 0 positions closed")
                .containsEntry("Compared", "orders agree with the venue (1)")
                .containsEntry("Backup", "good");
        assertThat(summary.notStopped()).isEmpty();
    }

    @Test
    void shouldStopTheComponentsThoughTheOrdersHang() {
        OrderlyEnd.Summary summary =
                end(
                        new World() {
                            @Override
                            void finishOrders() {
                                hang();
                            }
                        });

        assertThat(done).contains("components", "backup");
        assertThat(summary.lines()).containsEntry("Orders", "not done, see the log");
    }

    @Test
    void shouldMakeTheBackupThoughAComponentDoesNotStop() {
        OrderlyEnd.Summary summary =
                end(
                        new World() {
                            @Override
                            public List<String> stopComponents(Duration limit) {
                                hang();
                                return List.of();
                            }
                        });

        assertThat(done).contains("backup");
        assertThat(summary.notStopped()).containsExactly("?");
    }

    @Test
    void shouldEndWithinItsTimeWhateverHangs() {
        long begun = System.nanoTime();

        end(new Stuck());

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isLessThan(SHORT.plus(Duration.ofSeconds(10)));
        assertThat(done).isEmpty();
    }

    @Test
    void shouldGoOnWhenAStepFails() {
        OrderlyEnd.Summary summary =
                end(
                        new World() {
                            @Override
                            void finishOrders() {
                                throw new IllegalStateException("on purpose");
                            }

                            @Override
                            public String backUp() {
                                throw new IllegalStateException("disk full");
                            }
                        });

        assertThat(done).contains("components");
        assertThat(summary.lines()).containsEntry("Backup", "not done, see the log");
    }

    @Test
    void shouldSayWhatDiffersFromTheVenueAndWhoCouldNotCompare() {
        OrderlyEnd.Summary summary =
                end(
                        new World() {
                            @Override
                            public List<VenueComparer> comparers() {
                                return List.of(
                                        comparer(
                                                "positions",
                                                List.of(
                                                        new Comparison.Difference(
                                                                "AAPL", "5", "7", "2"))),
                                        new Unanswered());
                            }
                        });

        assertThat(summary.lines().get("Compared"))
                .contains("positions DIFFER: AAPL ours=5 venue=7 unexplained=2")
                .contains("not compared: no answer");
    }

    @Test
    void shouldStopWhatHasStartedWhenTheStartFailedHalfWay() {
        OrderlyEnd.Summary summary =
                end(
                        new World() {
                            @Override
                            public @Nullable WindDown windDown() {
                                return null;
                            }
                        });

        assertThat(done).containsExactly("gate", "figures", "components", "backup");
        assertThat(summary.lines()).containsOnlyKeys("Backup");
    }

    private OrderlyEnd.Summary end(OrderlyEnd.Surroundings world) {
        return new OrderlyEnd(world, SHORT).run("test");
    }

    private void hang() {
        try {
            never.await();
        } catch (InterruptedException deaf) {
            try {
                never.await();
            } catch (InterruptedException again) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Comparison compared(String subject, List<Comparison.Difference> differences) {
        return new Comparison(subject, Instant.EPOCH, 1, differences);
    }

    private VenueComparer comparer(String subject, List<Comparison.Difference> differences) {
        return new VenueComparer() {
            @Override
            public String subject() {
                return subject;
            }

            @Override
            public Comparison compareNow() {
                done.add("compare");
                return compared(subject, differences);
            }
        };
    }

    private static final class Unanswered implements VenueComparer {

        @Override
        public String subject() {
            return Comparison.ORDERS;
        }

        @Override
        public Comparison compareNow() throws BrokerException {
            throw new BrokerException("no answer", 0);
        }
    }

    private class World implements OrderlyEnd.Surroundings, WindDown {

        @Override
        public void closeGate() {
            done.add("gate");
        }

        @Override
        public @Nullable WindDown windDown() {
            return this;
        }

        @Override
        public List<VenueComparer> comparers() {
            return List.of(comparer(Comparison.ORDERS, List.of()));
        }

        @Override
        public StatusBoard.@Nullable Report report() {
            done.add("figures");
            return null;
        }

        @Override
        public List<String> stopComponents(Duration limit) {
            done.add("components");
            return List.of();
        }

        @Override
        public String backUp() {
            done.add("backup");
            return "good";
        }

        @Override
        public void begin(String reason) {
            done.add("begin " + reason);
        }

        @Override
        public Outcome finish(Duration limit) {
            finishOrders();
            done.add("finish");
            return new Outcome("leave", true, 0, 1, 0, List.of());
        }

        void finishOrders() {}
    }

    private final class Stuck extends World {

        @Override
        public void begin(String reason) {
            hang();
        }

        @Override
        public void closeGate() {
            hang();
        }

        @Override
        void finishOrders() {
            hang();
        }

        @Override
        public List<VenueComparer> comparers() {
            hang();
            return List.of();
        }

        @Override
        public StatusBoard.@Nullable Report report() {
            hang();
            return null;
        }

        @Override
        public List<String> stopComponents(Duration limit) {
            hang();
            return List.of();
        }

        @Override
        public String backUp() {
            hang();
            return "";
        }
    }
}

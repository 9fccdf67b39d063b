package io.openbell.healthmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopStatistics;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.recording.SessionRecordings;
import io.openbell.api.session.TradingMode;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.ManualClock;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;

class LoopChecksTest {

    @Test
    void shouldWarnWhenTheQueueFillsUp() {
        assertThat(loop(512, true).getStatus()).isEqualTo(Status.OK);
        Result full = loop(513, true);
        assertThat(full.getStatus()).isEqualTo(Status.WARN);
        assertThat(full.toString()).contains("queue=50% above queueWarnPercent=50");
    }

    @Test
    void shouldBeCriticalWhenTheThreadHasEnded() {
        assertThat(loop(0, false).getStatus()).isEqualTo(Status.CRITICAL);
    }

    @Test
    void shouldCallAJournalThatIsNotOpenYetUnavailableAndAPoisonedOneCritical() {
        DirectLoop journal = new DirectLoop(ManualClock.at("2025-01-15T14:30:00Z"));
        HealthCheck unopened = LoopChecks.journal(() -> journal, 500);
        HealthCheck check = LoopChecks.journal(() -> journal, 500);
        assertThat(check.execute().getStatus()).isEqualTo(Status.OK);

        journal.poisonJournal();

        assertThat(check.execute().getStatus()).isEqualTo(Status.CRITICAL);
        assertThat(unopened.execute().getStatus()).isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
        assertThat(LoopChecks.journal(() -> null, 500).execute().getStatus())
                .isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
    }

    @Test
    void shouldWarnWhenTheJournalsDiskIsSlow() {
        Result slow = LoopChecks.journal(() -> new SlowJournal(501), 500).execute();

        assertThat(slow.getStatus()).isEqualTo(Status.WARN);
        assertThat(slow.toString()).contains("slowestCommit=501ms above journalWarnMillis=500");
        assertThat(LoopChecks.journal(() -> new SlowJournal(500), 500).execute().getStatus())
                .isEqualTo(Status.OK);
    }

    /** Writable, and as slow as that. */
    private record SlowJournal(long millis) implements OrderJournal {

        @Override
        public long open(TradingMode mode, String account) {
            return 0;
        }

        @Override
        public void append(Journaled event, Runnable durable) {}

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public Duration slowestCommit() {
            return Duration.ofMillis(millis);
        }

        @Override
        public String describe() {
            return "folder=x";
        }
    }

    @Test
    void shouldWarnWhenTheSessionIsNotRecordedAnyMore() {
        assertThat(recording("").getStatus()).isEqualTo(Status.OK);
        Result stopped = recording("the disk could not keep up");
        assertThat(stopped.getStatus()).isEqualTo(Status.WARN);
        assertThat(stopped.toString()).contains("cannot be replayed: the disk could not keep up");
        assertThat(LoopChecks.recording(() -> null).execute().getStatus())
                .isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
    }

    private static Result recording(String why) {
        SessionRecordings recordings =
                new SessionRecordings() {
                    @Override
                    public List<Summary> list() {
                        return List.of();
                    }

                    @Override
                    public String stopped() {
                        return why;
                    }

                    @Override
                    public Reading open(String name) throws IOException {
                        throw new IOException("there is no recording '" + name + "'");
                    }
                };
        return LoopChecks.recording(() -> recordings).execute();
    }

    private static Result loop(int queued, boolean alive) {
        LoopStatistics figures =
                new LoopStatistics(9, queued, 1024, 0, Map.of("dashboard", 3L), alive);
        TradingLoop loop =
                (TradingLoop)
                        Proxy.newProxyInstance(
                                TradingLoop.class.getClassLoader(),
                                new Class<?>[] {TradingLoop.class},
                                (proxy, method, arguments) -> figures);
        return LoopChecks.loop(() -> loop, 50).execute();
    }
}

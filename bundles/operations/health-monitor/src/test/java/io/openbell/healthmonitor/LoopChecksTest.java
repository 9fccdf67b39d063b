package io.openbell.healthmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.engine.LoopStatistics;
import io.openbell.api.engine.TradingLoop;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.ManualClock;
import java.lang.reflect.Proxy;
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
        HealthCheck unopened = LoopChecks.journal(() -> journal);
        HealthCheck check = LoopChecks.journal(() -> journal);
        assertThat(check.execute().getStatus()).isEqualTo(Status.OK);

        journal.poisonJournal();

        assertThat(check.execute().getStatus()).isEqualTo(Status.CRITICAL);
        assertThat(unopened.execute().getStatus()).isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
        assertThat(LoopChecks.journal(() -> null).execute().getStatus())
                .isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
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

package io.openbell.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatFileTest {

    @TempDir Path run;

    /** To the next looks; to any other: no. */
    private final Queue<Boolean> goesOn = new ConcurrentLinkedQueue<>();

    private volatile boolean swept;
    private volatile boolean gone;
    private volatile int asked;
    private volatile CountDownLatch held = new CountDownLatch(0);
    private HeartbeatFile heartbeat;

    @BeforeEach
    void start() {
        heartbeat = begin();
    }

    private HeartbeatFile begin() {
        HeartbeatFile.Vitals vitals =
                new HeartbeatFile.Vitals() {
                    @Override
                    public boolean haveGoneOn() {
                        asked++;
                        await().until(() -> held.getCount() == 0);
                        return Boolean.TRUE.equals(goesOn.poll());
                    }

                    @Override
                    public String gate() {
                        if (gone) {
                            throw new IllegalStateException("the framework has ended");
                        }
                        return "ACTIVE";
                    }

                    @Override
                    public String account() {
                        return "PA1";
                    }

                    @Override
                    public boolean isSwept() {
                        return swept;
                    }
                };
        return new HeartbeatFile(run, "paper", Instant.EPOCH, vitals);
    }

    @AfterEach
    void stop() {
        heartbeat.ended(true, true);
    }

    private String text() throws IOException {
        Path file = run.resolve("heartbeat");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** Looks until all of that was answered. */
    private void look(Boolean... answers) {
        goesOn.addAll(List.of(answers));
        await().until(
                        () -> {
                            heartbeat.look();
                            return goesOn.isEmpty();
                        });
    }

    @Test
    void shouldCountOnlyWhatHasGoneOn() throws Exception {
        look(true, false, false, true);

        await().until(() -> text().contains("count=2\n"));
        assertThat(text())
                .contains("state=running\n", "gate=ACTIVE\n", "market=open\n", "mode=paper\n")
                .contains("account=PA1\n")
                .contains("instance=" + ProcessHandle.current().pid() + "-0\n");
    }

    @Test
    void shouldWriteNothingWhileNothingGoesOn() throws Exception {
        look(false, false);

        assertThat(text()).isEmpty();
    }

    @Test
    void shouldNotHoldUpWhoeverLooksNorCountWhatWasPassedOver() throws Exception {
        held = new CountDownLatch(1);
        goesOn.add(true);
        for (int i = 0; i < 1_000; i++) {
            heartbeat.look();
        }
        await().until(() -> asked == 1);
        assertThat(text()).as("who does not answer has not gone on").isEmpty();

        held.countDown();
        await().until(() -> text().contains("count=1\n"));
        heartbeat.ended(true, true);

        assertThat(text()).contains("count=2\n", "state=clean\n");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void shouldSayThatItEndsAndThatItHasEndedCleanAndNothingAfterThat() throws Exception {
        heartbeat.closing();
        look(true);
        await().until(() -> text().contains("state=closing\n"));

        gone = true;
        heartbeat.ended(true, true);
        String last = text();
        goesOn.add(true);
        heartbeat.look();

        assertThat(last).contains("state=clean\n");
        assertThat(text()).isEqualTo(last);
    }

    @Test
    void shouldLeaveBehindWhatTheProcessBeforeLeftWhereNoSessionOpened() throws Exception {
        heartbeat.ended(false, false);
        assertThat(text()).as("nothing was left before").contains("state=clean\n");

        begin().ended(false, true);
        begin().ended(false, false);
        assertThat(text()).as("somebody died before").contains("state=ended\n");
    }

    @Test
    void shouldNotHaveStopsCanceledThatAHaltKeptBecauseAStartWasRefused() throws Exception {
        swept = true;
        look(true);
        await().until(() -> text().contains("market=swept\n"));
        swept = false;

        HeartbeatFile refused = begin();
        goesOn.add(true);
        refused.look();
        await().until(() -> text().contains("market=open\n"));
        refused.ended(false, false);

        assertThat(text()).contains("state=clean\n");
    }

    @Test
    void shouldNotCallAnEndCleanThatWasNone() throws Exception {
        swept = true;
        heartbeat.ended(false, true);

        assertThat(text()).contains("state=ended\n", "market=swept\n");
    }
}

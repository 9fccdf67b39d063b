package io.openbell.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {

    @TempDir Path run;

    private volatile boolean goesOn = true;
    private volatile boolean swept;
    private volatile boolean opened = true;
    private Heartbeat heartbeat;

    @BeforeEach
    void start() {
        heartbeat = begin();
    }

    private Heartbeat begin() {
        Heartbeat.Vitals vitals =
                new Heartbeat.Vitals() {
                    @Override
                    public boolean haveGoneOn() {
                        return goesOn;
                    }

                    @Override
                    public String gate() {
                        return "ACTIVE";
                    }

                    @Override
                    public boolean wasOpen() {
                        return opened;
                    }

                    @Override
                    public boolean isSwept() {
                        return swept;
                    }
                };
        return new Heartbeat(run, "paper", Instant.EPOCH, vitals);
    }

    @AfterEach
    void stop() {
        heartbeat.close();
    }

    private String text() throws IOException {
        Path file = run.resolve("heartbeat");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    void shouldCountOnlyWhatHasGoneOn() throws Exception {
        heartbeat.look();
        await().until(() -> text().contains("count=1\n"));
        goesOn = false;
        heartbeat.look();
        heartbeat.look();
        goesOn = true;
        heartbeat.look();

        await().until(() -> text().contains("count=2\n"));
        assertThat(text())
                .contains("state=running\n", "gate=ACTIVE\n", "market=open\n", "mode=paper\n")
                .contains("instance=" + ProcessHandle.current().pid() + "-0\n");
    }

    @Test
    void shouldWriteNothingWhileNothingGoesOn() throws Exception {
        goesOn = false;
        heartbeat.look();
        heartbeat.look();

        heartbeat.close();
        assertThat(text()).isEmpty();
    }

    @Test
    void shouldSayThatItEndsAndThatItHasEndedClean() throws Exception {
        heartbeat.closing();
        heartbeat.look();
        await().until(() -> text().contains("state=closing\n"));

        heartbeat.ended(true);

        assertThat(text()).contains("state=clean\n");
    }

    @Test
    void shouldLeaveBehindWhatTheProcessBeforeLeftWhereNoSessionOpened() throws Exception {
        opened = false;
        heartbeat.ended(false);
        assertThat(text()).as("nothing was left before").contains("state=clean\n");

        opened = true;
        begin().ended(false);
        opened = false;
        begin().ended(false);
        assertThat(text()).as("somebody died before").contains("state=ended\n");
    }

    @Test
    void shouldNotCallAnEndCleanThatWasNone() throws Exception {
        swept = true;
        heartbeat.ended(false);

        assertThat(text()).contains("state=ended\n", "market=swept\n");
    }
}

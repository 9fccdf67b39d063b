package io.openbell.deadman;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmergencyTest {

    @TempDir Path home;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private FakeVenue venue;

    @BeforeEach
    void start() throws Exception {
        venue = new FakeVenue();
        venue.open = 3;
    }

    @AfterEach
    void stop() {
        venue.close();
    }

    private int act() throws Exception {
        return emergency().act("silent", new Marks(home, "paper"));
    }

    private Emergency emergency() throws Refused {
        return new Emergency(
                new Venue(VenueAddress.parse(venue.uri()), new Keys("KEY", "secret")),
                InstantSource.system(),
                log::add,
                Duration.ofMillis(20));
    }

    private Path mark(String name) {
        return home.resolve("latch").resolve(name);
    }

    @Test
    void shouldCancelEverythingSuspendVerifyAndLeaveTheSystemHalted() throws Exception {
        assertThat(act()).isEqualTo(1);

        assertThat(venue.open).isZero();
        assertThat(venue.suspended).isTrue();
        assertThat(mark("HALTED-paper"))
                .content()
                .contains("source=dead-man\n", "reason=silent\n", "keepStops=false\n", "at=20");
        assertThat(mark("SUSPENDED-paper")).exists();
        assertThat(log).isEmpty();
    }

    @Test
    void shouldNeverSendAnythingThatCouldPlaceAnOrder() throws Exception {
        venue.deaf = 2;
        act();

        Set<String> kinds = new TreeSet<>(venue.requests);
        assertThat(kinds)
                .containsExactly(
                        "DELETE /v2/orders",
                        "GET /v2/account/configurations",
                        "GET /v2/orders",
                        "PATCH /v2/account/configurations");
    }

    @Test
    void shouldGoOnUntilTheVenueListsNoOrder() throws Exception {
        venue.deaf = 3;

        assertThat(act()).isEqualTo(4);

        assertThat(venue.open).isZero();
        assertThat(log).anyMatch(line -> line.contains("still lists open orders"));
    }

    @Test
    void shouldCancelWhileTheVenueCannotBeSuspendedAndTheOtherWayRound() throws Exception {
        venue.down.add("PATCH");
        Thread worker = begun();
        until(() -> venue.open == 0);
        assertThat(venue.suspended).isFalse();
        venue.open = 1;
        venue.down.clear();
        venue.down.add("DELETE");
        until(() -> venue.suspended);
        assertThat(worker.isAlive()).as("not done before both are").isTrue();
        venue.down.clear();

        worker.join(30_000);

        assertThat(venue.open).isZero();
        assertThat(venue.suspended).isTrue();
    }

    @Test
    void shouldLeaveNoNoteWhereTheOwnerHadSuspendedBefore() throws Exception {
        venue.suspended = true;

        act();

        assertThat(mark("HALTED-paper")).exists();
        assertThat(mark("SUSPENDED-paper")).doesNotExist();
        assertThat(venue.requests).noneMatch(request -> request.startsWith("PATCH"));
    }

    @Test
    void shouldTakeOrdersOutAlthoughTheDiskTakesNoMark() throws Exception {
        Files.writeString(home.resolve("latch"), "a file where the folder should be");

        act();

        assertThat(venue.open).isZero();
        assertThat(venue.suspended).isTrue();
        assertThat(log).anyMatch(line -> line.contains("mark HALTED not written"));
    }

    @Test
    void shouldLeaveAHaltThatIsThereAsItIs() throws Exception {
        Files.createDirectories(home.resolve("latch"));
        Files.writeString(mark("HALTED-paper"), "source=ann\n");

        act();

        assertThat(mark("HALTED-paper")).content().isEqualTo("source=ann\n");
    }

    private Thread begun() {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                act();
                            } catch (Exception failed) {
                                log.add("failed " + failed);
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void until(java.util.function.BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            Thread.sleep(5);
        }
    }
}

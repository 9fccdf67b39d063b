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

    private static final int RESUMED = -1;

    @TempDir Path home;

    private volatile Heartbeat said = beat(7, "ACTIVE");

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
        return emergency().act("silent").orElse(RESUMED);
    }

    private Emergency emergency() throws Refused {
        Marks marks = new Marks(home, "paper");
        return new Emergency(
                new Venue(VenueAddress.parse(venue.uri()), new Keys("KEY", "secret")),
                marks,
                new Resumption(said, signs(marks)),
                InstantSource.system(),
                log::add,
                Duration.ofMillis(20));
    }

    private Resumption.Signs signs(Marks marks) {
        return new Resumption.Signs() {
            @Override
            public Heartbeat heartbeat() {
                return said;
            }

            @Override
            public boolean isUnmarked(String account) throws InterruptedException {
                return marks.isUnmarked(account);
            }
        };
    }

    private static Heartbeat beat(int count, String gate) {
        return new Heartbeat("1-1", String.valueOf(count), "running", gate, "open", "paper", "PA1");
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
    void shouldTakeOrdersOutAlthoughTheDiskTakesNoMarkAndNotBeDoneBeforeItDoes() throws Exception {
        Files.writeString(home.resolve("latch"), "a file where the folder should be");
        Thread worker = begun();
        until(() -> venue.open == 0 && venue.suspended);
        until(() -> count("mark HALTED not written") > 3);
        assertThat(worker.isAlive()).as("the next start would not be halted").isTrue();

        Files.delete(home.resolve("latch"));
        worker.join(30_000);

        assertThat(worker.isAlive()).isFalse();
        assertThat(mark("HALTED-paper")).exists();
        assertThat(mark("SUSPENDED-paper")).as("told before it could be noted").exists();
    }

    @Test
    void shouldStopForAnOperatorWhoResumesWhileTheVenueStillListsAnOrder() throws Exception {
        venue.deaf = Integer.MAX_VALUE;
        Thread worker = begun();
        until(() -> venue.suspended && count("still lists open orders") > 1);

        said = beat(8, "HALTED");
        Files.writeString(mark("HALTED-paper-PA1"), "source=dead-man\n");
        assertGoesOn(worker);
        Files.delete(mark("HALTED-paper"));
        Files.delete(mark("SUSPENDED-paper"));
        assertGoesOn(worker);
        venue.suspended = false;
        Files.delete(mark("HALTED-paper-PA1"));
        Files.writeString(mark("HALTED-paper-PA2"), "somebody else's\n");
        worker.join(30_000);

        assertThat(worker.isAlive()).isFalse();
        assertThat(log).contains("rounds=" + RESUMED);
        int asked = venue.requests.size();
        Thread.sleep(100);
        assertThat(venue.requests).hasSize(asked);
        assertThat(latch()).containsExactly("HALTED-paper-PA2");
    }

    @Test
    void shouldGoOnWhereSomebodyRemovesTheMarkOfASystemThatIsDead() throws Exception {
        venue.deaf = Integer.MAX_VALUE;
        Thread worker = begun();
        until(() -> Files.exists(mark("HALTED-paper")));

        Files.delete(mark("HALTED-paper"));

        assertGoesOn(worker);
        venue.deaf = 0;
        worker.join(30_000);
        assertThat(venue.open).isZero();
    }

    @Test
    void shouldGoOnWhereTheSystemWakesUpAndTheDiskTakesNoMarkThatWouldHaltIt() throws Exception {
        Files.writeString(home.resolve("latch"), "a file where the folder should be");
        Thread worker = begun();
        until(() -> venue.open == 0);

        said = beat(8, "ACTIVE");

        assertGoesOn(worker);
        Files.delete(home.resolve("latch"));
        worker.join(30_000);
        assertThat(mark("HALTED-paper")).exists();
    }

    private void assertGoesOn(Thread worker) throws InterruptedException {
        int asked = venue.requests.size();
        until(() -> venue.requests.size() > asked + 12);
        assertThat(worker.isAlive()).isTrue();
    }

    private long count(String part) {
        return log.stream().filter(line -> line.contains(part)).count();
    }

    private List<String> latch() throws Exception {
        try (var files = Files.list(home.resolve("latch"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
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
                                log.add("rounds=" + act());
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

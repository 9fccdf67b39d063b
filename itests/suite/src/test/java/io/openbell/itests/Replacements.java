package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.itests.DeployFolder.Outcome;
import io.openbell.testkit.Pauses;
import io.openbell.testkit.Pauses.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A strategy of a running distribution that is replaced again and again beside a witness that is not. */
final class Replacements implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String FILE = "tape.jar";
    private static final String WITNESS_FILE = "witness.jar";

    /** What belongs to a replacement once it is decided: the old version goes, its place is written down. */
    private static final long AFTERWARDS_NANOS = 100_000_000;

    private final Distribution openbell;
    private final DeployFolder deploy;
    private final String symbols;
    private final int every;
    private final List<byte[]> versions = new ArrayList<>();
    private final int oneBrokenIn;

    private final List<Window> around = new ArrayList<>();
    private final List<Window> quiet = new ArrayList<>();
    private final List<String> active = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    /**
     * Made before the market is looked at, so that the compiler is no part of what is measured.
     *
     * @param count       versions that are put there one after the other
     * @param oneBrokenIn the last of so many is one that cannot take over
     * @param symbols     that it trades, separated by commas
     * @param every       trades of the first symbol between two orders
     */
    Replacements(Distribution openbell, int count, int oneBrokenIn, String symbols, int every) {
        this.openbell = openbell;
        this.deploy = new DeployFolder(openbell);
        this.symbols = symbols;
        this.every = every;
        this.oneBrokenIn = oneBrokenIn;
        for (int number = 1; number <= count; number++) {
            versions.add(
                    isBroken(number)
                            ? SeenTape.broken(number / oneBrokenIn).jar()
                            : SeenTape.tape("1.0." + number).jar());
        }
    }

    private boolean isBroken(int number) {
        return number % oneBrokenIn == 0;
    }

    /** Both run, and the strategy has had an order filled: the first one loads what every order goes through. */
    void begin() throws IOException {
        configure("witness", "");
        configure("tape", "every = " + every);
        assertThat(deploy.drop(WITNESS_FILE, SeenTape.witness().jar()).state()).isEqualTo("ACTIVE");
        drop(SeenTape.tape("1.0.0").jar(), "1.0.0");
        await().atMost(PATIENCE).until(() -> TapeOrders.of(openbell).orders().size() >= 2);
    }

    private void configure(String strategy, String more) throws IOException {
        Files.writeString(settings(strategy), "symbols = " + symbols + "\n" + more + "\n");
    }

    private Path settings(String strategy) {
        return openbell.home().resolve("etc/openbell.strategy-" + strategy + ".cfg");
    }

    private void drop(byte[] jar, String version) throws IOException {
        Outcome outcome = deploy.drop(FILE, jar);
        assertThat(outcome.state()).as("%s", outcome).isEqualTo("ACTIVE");
        assertThat(outcome.version()).isEqualTo(version);
        active.add(version);
    }

    /** Puts one version after the other there, and lets each be followed by as long a time in which nothing is replaced. */
    void make() throws IOException {
        for (int number = 1; number <= versions.size(); number++) {
            long begun = System.nanoTime();
            if (isBroken(number)) {
                refuse(versions.get(number - 1), number / oneBrokenIn);
            } else {
                drop(versions.get(number - 1), "1.0." + number);
            }
            rest(AFTERWARDS_NANOS);
            Window window = new Window(begun, System.nanoTime());
            rest(window.length());
            around.add(window);
            quiet.add(new Window(window.toNanos(), window.toNanos() + window.length()));
        }
    }

    private void refuse(byte[] jar, int number) throws IOException {
        Outcome outcome = deploy.drop(FILE, jar);
        assertThat(outcome.state()).as("%s", outcome).isEqualTo("REFUSED");
        assertThat(outcome.reason()).contains(SeenTape.reason(number));
        refused.add(SeenTape.kind(number));
    }

    private static void rest(long nanos) {
        long end = System.nanoTime() + nanos;
        while (end - System.nanoTime() > 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    /** The strategy ends, and has said all that it saw. */
    List<SeenLine> end() throws IOException {
        assertThat(deploy.takeAway(FILE).state()).isEqualTo("REMOVED");
        return await().atMost(PATIENCE)
                .until(
                        () -> SeenLine.of(openbell, "tape"),
                        lines ->
                                !lines.isEmpty() && lines.get(lines.size() - 1).at().equals("end"));
    }

    /** What the witness saw. */
    List<SeenLine> witness() throws IOException {
        return SeenLine.of(openbell, "witness");
    }

    /** Nothing was lost or seen twice, and nobody was held up by a version that failed. */
    void check(List<SeenLine> tape) throws IOException {
        SeenLine last = tape.get(tape.size() - 1);
        assertThat(last.lost()).as("trades lost, of %s", last).isZero();
        assertThat(last.doubled()).as("trades seen twice, of %s", last).isZero();
        List<SeenLine> witness = witness();
        assertThat(SeenLine.differences(tape, witness)).isEmpty();
        assertThat(SeenLine.moments(tape, witness))
                .as("seconds in which both spoke")
                .isGreaterThan(versions.size());
        assertThat(missed(tape, witness)).as("seconds in which it said nothing").isEmpty();
        assertThat(tape.stream().map(SeenLine::version).distinct().toList())
                .as("what ran, in its order; a version can have its place for less than a second")
                .isSubsetOf(active);
        assertThat(last.version()).isEqualTo(active.get(active.size() - 1));
        TapeOrders.of(openbell).check(last, every);
    }

    private static List<String> missed(List<SeenLine> tape, List<SeenLine> witness) {
        List<String> spoken = tape.stream().map(SeenLine::at).toList();
        String first = spoken.get(0);
        String last = spoken.get(spoken.size() - 2);
        return witness.stream()
                .map(SeenLine::at)
                .filter(at -> at.compareTo(first) >= 0 && at.compareTo(last) <= 0)
                .filter(at -> !spoken.contains(at))
                .toList();
    }

    /**
     * The old version was taken away, and only now the next one comes: what a folder does without a trial and a switch.
     *
     * @return trades that neither of them saw
     */
    long control(List<SeenLine> before) throws IOException {
        SeenLine old = before.get(before.size() - 1);
        drop(SeenTape.tape("2.0.0").jar(), "2.0.0");
        String first = old.seen().keySet().iterator().next();
        List<SeenLine> after =
                await().atMost(PATIENCE)
                        .until(
                                () -> SeenLine.of(openbell, "tape"),
                                lines ->
                                        lines.stream()
                                                        .filter(l -> l.version().equals("2.0.0"))
                                                        .filter(l -> l.seen().containsKey(first))
                                                        .count()
                                                >= 2);
        assertThat(SeenLine.differences(after, witness()))
                .as("what the comparison with the witness finds")
                .isNotEmpty();
        SeenLine fresh = after.get(after.size() - 1);
        long lost = 0;
        for (String symbol : fresh.seen().keySet()) {
            lost += fresh.of(symbol).first() - old.of(symbol).last() - 1;
        }
        return lost;
    }

    /** Replacements, and versions that failed. */
    String counts() {
        return taken()
                + " replacements of a strategy through deploy/ in a running distribution, and "
                + refused.size()
                + " versions that failed ("
                + String.join(", ", refused.stream().distinct().toList())
                + ")";
    }

    int taken() {
        return versions.size() - refused.size();
    }

    /** The longest pause around each, in nanoseconds, the longest last. */
    List<Long> pausesAround(List<SeenLine> tape) {
        return SeenLine.pauses(tape).longestIn(around);
    }

    /** The same in as long a time behind each in which nothing is replaced. */
    List<Long> pausesBetween(List<SeenLine> tape) {
        return SeenLine.pauses(tape).longestIn(quiet);
    }

    /** Events a second that reached the strategy. */
    static long rate(List<SeenLine> tape) {
        SeenLine first = tape.get(0);
        SeenLine last = tape.get(tape.size() - 2);
        long millis =
                Duration.between(Instant.parse(first.at()), Instant.parse(last.at())).toMillis();
        return (last.quotes() + last.trades() - first.quotes() - first.trades()) * 1_000 / millis;
    }

    static String pauses(List<Long> switches, List<Long> around, List<Long> between) {
        return "pauses (p50, p99, longest): at the switch %s; longest around a replacement or refusal %s; longest in as long a time without one %s"
                .formatted(
                        Pauses.figures(switches), Pauses.figures(around), Pauses.figures(between));
    }

    @Override
    public void close() throws IOException {
        for (String file : List.of(FILE, WITNESS_FILE)) {
            if (Files.exists(openbell.home().resolve("deploy").resolve(file))) {
                deploy.takeAway(file);
            }
        }
        for (String strategy : List.of("tape", "witness")) {
            Files.deleteIfExists(settings(strategy));
        }
    }
}

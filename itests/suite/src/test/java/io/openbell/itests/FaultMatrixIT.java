package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.testkit.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Goal 6 in full: every fault of every real component that is installed, the optional ones too, in a process of its own.
 * {@code -Dopenbell.faults=REGEX} does those only whose {@code id kind thread} it finds.
 */
@EnabledIfSystemProperty(named = Proof.FULL, matches = "true")
class FaultMatrixIT {

    private static final Pattern WANTED =
            Pattern.compile(System.getProperty("openbell.faults", ""));

    private static final List<String> OF_ALL =
            List.of(
                    "bundle-stop",
                    "exception",
                    "hang",
                    "deadlock",
                    "slow-stop",
                    "endpoint-500",
                    "endpoint-hang");

    private static final List<String> OF_THREADS = List.of("thread-death", "thread-hang");

    private static final Distribution OPENBELL = Distribution.onEmptyHome("fault-matrix");

    @BeforeAll
    static void start() throws IOException {
        // Eighty restarts in twenty minutes use up the venue's limit, and a comparison waits for
        // it.
        OPENBELL.configure("alpaca-client", Map.of("requestsPerMinute", "2000"));
        OPENBELL.configure("simulator", Map.of("requestsPerMinute", "0"));
        OPENBELL.start();
        OPENBELL.shell("feature:install openbell-arbitrage-scanner");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> OPENBELL.restarts().containsKey("arbitrage-scanner"));
    }

    @AfterAll
    static void stop() {
        OPENBELL.close();
    }

    @Test
    void shouldFindAndMendEveryFaultOfEveryRealComponent() throws Exception {
        List<FaultRow> rows = new ArrayList<>();
        try (FaultMatrix matrix = new FaultMatrix(OPENBELL)) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> matrix.entriesWhileAllIsWell().equals("FILLED"));
            List<String> ids = matrix.real();
            for (String id : ids) {
                matrix.withEndpoint(id);
            }
            for (String id : ids) {
                for (String fault : faults(matrix, id)) {
                    if (WANTED.matcher(id + " " + fault).find()) {
                        FaultRow row = matrix.run(id, fault);
                        System.out.println(row);
                        rows.add(row);
                    }
                }
                if (matrix.threads(id).isEmpty()) {
                    OF_THREADS.forEach(
                            kind ->
                                    rows.add(
                                            FaultRow.impossible(
                                                    id, kind, "it has no thread of its own")));
                }
            }
        }
        write(rows);
        tell(rows);
        assertThat(rows).filteredOn(row -> !row.problems().isEmpty()).isEmpty();
    }

    private static List<String> faults(FaultMatrix matrix, String id) throws IOException {
        List<String> faults = new ArrayList<>(OF_ALL);
        for (String thread : matrix.threads(id)) {
            OF_THREADS.forEach(kind -> faults.add(kind + " " + thread));
        }
        return faults;
    }

    private static void write(List<FaultRow> rows) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| component | fault | of | found | ready | all ready | gate | result |");
        lines.add("|---|---|---|---|---|---|---|---|");
        rows.forEach(row -> lines.add(row.toString()));
        Files.write(
                Path.of(System.getProperty("openbell.root"), "itests/suite/target/faults.md"),
                lines);
        lines.forEach(System.out::println);
    }

    private static void tell(List<FaultRow> rows) {
        Map<String, List<FaultRow>> kinds =
                rows.stream()
                        .collect(
                                Collectors.groupingBy(
                                        FaultRow::kind, TreeMap::new, Collectors.toList()));
        kinds.forEach(
                (kind, its) -> {
                    List<FaultRow> done = its.stream().filter(FaultRow::wasDone).toList();
                    long impossible = its.size() - done.size();
                    long mended = done.stream().filter(row -> row.problems().isEmpty()).count();
                    Proof.shown(
                            6,
                            "%s: %d of real components%s"
                                    .formatted(
                                            kind,
                                            done.size(),
                                            impossible == 0
                                                    ? ""
                                                    : ", %d cannot be".formatted(impossible)),
                            ("%d mended as they must; found after %d ms at most, ready %d ms after"
                                            + " that, with all that stands on it %d ms")
                                    .formatted(
                                            mended,
                                            longest(done, FaultRow::found),
                                            longest(done, FaultRow::ready),
                                            longest(done, FaultRow::allReady)),
                            "without restarts it stays down (SupervisionIT)");
                });
    }

    private static long longest(List<FaultRow> rows, Function<FaultRow, Duration> figure) {
        return rows.stream().map(figure).mapToLong(Duration::toMillis).max().orElse(0);
    }
}

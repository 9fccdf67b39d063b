package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.testkit.Proof;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A few faults of real components, in every build; all of them are {@link FaultMatrixIT}'s. */
@InSharedDistribution
class ComponentFaultsIT {

    private final Distribution openbell;

    ComponentFaultsIT(Distribution openbell) {
        this.openbell = openbell;
    }

    @Test
    void shouldFindAndMendFaultsOfRealComponents() throws Exception {
        List<FaultRow> rows = new ArrayList<>();
        try (FaultMatrix matrix = new FaultMatrix(openbell)) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> matrix.entriesWhileAllIsWell().equals("FILLED"));
            rows.add(matrix.run("risk-management", "thread-death risk-facts"));
            rows.add(matrix.run("alpaca-client", "thread-hang alpaca-market-data"));
            rows.add(matrix.run("position-manager", "bundle-stop"));
        }

        rows.forEach(System.out::println);
        assertThat(rows).allMatch(FaultRow::wasDone).allMatch(row -> row.problems().isEmpty());
        for (FaultRow row : rows) {
            Proof.shown(
                    6,
                    row.fault() + " of the real " + row.id(),
                    "found after %d ms, ready after %d ms more"
                            .formatted(row.found().toMillis(), row.ready().toMillis()),
                    "without restarts it stays down (SupervisionIT)");
        }
    }
}

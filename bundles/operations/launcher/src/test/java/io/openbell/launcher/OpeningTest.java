package io.openbell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.view.Preflight.Report;
import io.openbell.api.view.Preflight.Row;
import io.openbell.api.view.Preflight.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningTest {

    private static final Row SILENT = new Row("venue", Verdict.FAIL, "no answer", "wait", 69);
    private static final Row REACHED = new Row("venue", Verdict.PASS, "answers", "", 69);
    private static final Row REFUSED = new Row("credentials", Verdict.FAIL, "401", "check", 77);

    private final Deque<Report> answers = new ArrayDeque<>();
    private final List<String> printed = new ArrayList<>();
    private final List<Row> unanswered = new ArrayList<>();

    @Test
    void shouldPrintTheTableOnceItPassed() throws Exception {
        answers.add(report(REACHED));

        assertThat(await(Duration.ofHours(1)).passed()).isTrue();

        assertThat(printed).hasSize(1);
        assertThat(printed.get(0)).contains("venue", "answers", "none failed");
        assertThat(unanswered).isEmpty();
    }

    @Test
    void shouldAskASilentVenueAgainAndTellOfItOnce() throws Exception {
        answers.addAll(List.of(report(SILENT), report(SILENT), report(SILENT), report(REACHED)));

        assertThat(await(Duration.ZERO).passed()).isTrue();

        assertThat(unanswered).containsExactly(SILENT);
        assertThat(printed).hasSize(2);
        assertThat(printed.get(0)).contains("FAIL", "no answer", "-> wait", "exit code 69");
    }

    @Test
    void shouldNotTellOfAVenueThatIsSilentForAMoment() throws Exception {
        answers.addAll(List.of(report(SILENT), report(REACHED)));

        await(Duration.ofHours(1));

        assertThat(unanswered).isEmpty();
        assertThat(printed).hasSize(1);
    }

    @Test
    void shouldNotAskAgainWhatAPersonMustChange() throws Exception {
        answers.add(report(REACHED, REFUSED));

        Report report = await(Duration.ZERO);

        assertThat(report.passed()).isFalse();
        assertThat(report.exitCode()).isEqualTo(77);
        assertThat(answers).isEmpty();
    }

    private Report await(Duration patience) throws Exception {
        return new Opening(answers::removeFirst, printed::add, patience).await(unanswered::add);
    }

    private static Report report(Row... rows) {
        return new Report(List.of(rows), Instant.EPOCH);
    }
}

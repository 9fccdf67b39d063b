package io.openbell.launcher.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.view.Preflight.Report;
import io.openbell.api.view.Preflight.Row;
import io.openbell.api.view.Preflight.Verdict;
import io.openbell.launcher.config.Problem;
import io.openbell.launcher.preflight.Check.Finding;
import io.openbell.launcher.preflight.FrameworkChecks.BundleState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ChecksTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private final Checks checks = new Checks(text -> text.replace("s3cret", "[redacted]"));

    @Test
    void shouldKeepTheOrderAndGiveUpOnACheckThatHangs() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Check hangs =
                new Check(
                        "disk",
                        74,
                        () -> {
                            never.await();
                            return Finding.pass("");
                        });
        Check passes = new Check("java", 69, () -> Finding.pass("Java 17"));

        List<Row> rows = checks.run(List.of(hangs, passes), Duration.ofMillis(100));

        assertThat(rows).extracting(Row::check).containsExactly("disk", "java");
        assertThat(rows.get(0).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(rows.get(0).reason()).contains("no result within");
        never.countDown();
    }

    @Test
    void shouldFailOnAnExceptionAndTellNoSecret() throws Exception {
        Check broken =
                new Check(
                        "folders",
                        74,
                        () -> {
                            throw new IOException("disk of s3cret");
                        });

        Row row = checks.run(List.of(broken), LONG).get(0);

        assertThat(row.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(row.reason()).contains("IOException: disk of [redacted]");
    }

    @Test
    void shouldOnlyWarnWhereNoExitCodeIsStated() throws Exception {
        Check check = new Check("cpu", 0, () -> Finding.fail("no", "do"));

        assertThat(checks.run(List.of(check), LONG).get(0).verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void shouldEndWithTheCodeOfTheFirstThatFailed() {
        Report report =
                new Report(
                        List.of(
                                new Row("a", Verdict.WARN, "", "", 69),
                                new Row("b", Verdict.FAIL, "", "", 74),
                                new Row("c", Verdict.FAIL, "", "", 77)),
                        Instant.EPOCH);

        assertThat(report.passed()).isFalse();
        assertThat(report.exitCode()).isEqualTo(74);
    }

    @Test
    void shouldNameABundleThatCannotBeResolvedAndWhatItLacks() throws Exception {
        Row row =
                framework(
                        "bundles",
                        new BundleState("org.x 1.0", false, false, "missing package org.y"));

        assertThat(row.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(row.exitCode()).isEqualTo(69);
        assertThat(row.reason()).isEqualTo("org.x 1.0: missing package org.y");
    }

    @Test
    void shouldWarnOfABundleThatWasStoppedButNotOfAFragment() throws Exception {
        assertThat(framework("bundles", new BundleState("org.x 1.0", false, false, "")).verdict())
                .isEqualTo(Verdict.WARN);
        assertThat(framework("bundles", new BundleState("org.f 1.0", false, true, "")).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldNameAComponentThatIsNotInstalled() throws Exception {
        Row row = framework("features", new BundleState("a", true, false, ""));

        assertThat(row.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(row.reason()).isEqualTo("openbell-core lacks risk-management");
    }

    @Test
    void shouldEndWith78ForAConfigurationThatIsWrong() throws Exception {
        Row row = framework("configuration", new BundleState("a", true, false, ""));

        assertThat(row.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(row.exitCode()).isEqualTo(78);
        assertThat(row.reason()).isEqualTo("x.cfg: key = 1: wrong");
    }

    private Row framework(String name, BundleState bundle) throws InterruptedException {
        return checks
                .run(
                        FrameworkChecks.of(
                                () -> List.of(bundle),
                                Set.of("alpaca-client", "risk-management"),
                                () -> Set.of("alpaca-client"),
                                () -> List.of(new Problem("x.cfg", "key = 1: wrong"))),
                        LONG)
                .stream()
                .filter(row -> row.check().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.itests.Distribution.Ended;
import io.openbell.testkit.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a start must not begin with: the table of bad configurations, words and variables, with the code that each ends with
 * and what is said of it. Nothing is traded in any case.
 */
class BadStartsIT {

    private static final List<String> START = List.of("start", "--background");

    /** Done to an empty home before the start. */
    private interface Preparation {
        void to(Distribution openbell) throws IOException;
    }

    /**
     * One row.
     *
     * @param id    as in the catalogue of bad inputs
     * @param words behind {@code ./openbell}
     * @param code  that the start ends with
     * @param says  all of it is in what is printed
     */
    private record Row(
            String id, Preparation preparation, List<String> words, int code, List<String> says) {

        @Override
        public String toString() {
            return id;
        }
    }

    private static Row configured(
            String id, String component, String key, String value, String... says) {
        return configured(
                id, openbell -> openbell.configure(component, Map.of(key, value)), component, says);
    }

    private static Row configured(
            String id, Preparation preparation, String component, String... says) {
        List<String> all = new ArrayList<>(List.of("openbell." + component + ".cfg"));
        all.addAll(List.of(says));
        return new Row(id, preparation, START, 78, all);
    }

    private static Preparation file(String component, byte... content) {
        return openbell ->
                Files.write(openbell.home().resolve("etc/openbell." + component + ".cfg"), content);
    }

    private static Preparation file(String component, String content) {
        return file(component, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Each of them in a file of its own, so that one start can tell them all. */
    static List<Row> configurations() {
        return List.of(
                configured(
                        "B01 a file that is no file",
                        openbell ->
                                Files.createDirectories(
                                        openbell.home().resolve("etc/openbell.backups.cfg")),
                        "backups",
                        "is a folder"),
                configured(
                        "B01 a link to nowhere",
                        openbell ->
                                Files.createSymbolicLink(
                                        openbell.home().resolve("etc/openbell.protections.cfg"),
                                        Path.of("nowhere.cfg")),
                        "protections",
                        "is a link to a file that is not there"),
                configured("B02 an empty file", file("breakers", ""), "breakers"),
                configured(
                        "B03 no equals sign",
                        file("performance-tracker", "# Of us\nreportSeconds\n"),
                        "performance-tracker",
                        "line 2"),
                configured(
                        "B04 not UTF-8",
                        file("logging-system", (byte) 'a', (byte) '=', (byte) 0xC3, (byte) 0x28),
                        "logging-system",
                        "UTF-8"),
                configured(
                        "B05 an unknown key",
                        "position-manager",
                        "maxRestrats",
                        "3",
                        "maxRestrats",
                        "maxRestarts"),
                configured(
                        "B06 a key twice",
                        file("arbitrage-scanner", "required = false\nrequired = true\n"),
                        "arbitrage-scanner",
                        "required",
                        "line 2"),
                configured(
                        "B07 another type",
                        "ai-hft-system",
                        "required",
                        "ja",
                        "required = ja",
                        "true"),
                configured(
                        "B08 an interval below zero",
                        "launcher",
                        "statusIntervalSeconds",
                        "-1",
                        "statusIntervalSeconds = -1",
                        "1 to 86400"),
                configured(
                        "B08 an interval of zero",
                        "health-monitor",
                        "intervalSeconds",
                        "0",
                        "intervalSeconds = 0"),
                configured(
                        "B09 10^12 restarts",
                        "market-data-collector",
                        "maxRestarts",
                        "1000000000000",
                        "maxRestarts = 1000000000000"),
                configured(
                        "B13 a limit that is never reached",
                        openbell ->
                                openbell.configure(
                                        "order-executor",
                                        Map.of("maxRestarts", "100", "startupDelay", "60")),
                        "order-executor",
                        "maxRestarts"),
                configured(
                        "B14 a notional that is no number",
                        "risk-management",
                        "maxOrderNotional",
                        "NaN",
                        "maxOrderNotional = NaN"),
                configured(
                        "B15 a limit for live trading above its ceiling",
                        "risk-management",
                        "liveMaxSpreadPercent",
                        "6",
                        "liveMaxSpreadPercent = 6: too large"),
                configured(
                        "B14 a notional below zero",
                        "strategy-pairs-mean-reversion",
                        "capital",
                        "-1",
                        "capital = -1"),
                configured(
                        "B14 a notional beyond everything",
                        "strategy-moving-average-cross",
                        "capital",
                        "1e400",
                        "capital = 1e400"),
                configured(
                        "two keys that contradict each other",
                        "engine",
                        "stallMillis",
                        "900",
                        "stallMillis = 900: not allowed; allowed more than callbackBudgetMillis (1000)"),
                configured(
                        "B26 another host of the venue",
                        "alpaca-client",
                        "endpoint",
                        "http://user@evil.example:8080",
                        "endpoint"));
    }

    /** What the start script refuses by itself. */
    static List<Row> wordsAndVariables() {
        return List.of(
                refused(
                        "B18 --mode LIVE",
                        List.of("--mode", "LIVE"),
                        64,
                        List.of("'LIVE'", "paper")),
                refused(
                        "B18 --mode lvie",
                        List.of("--mode", "lvie"),
                        64,
                        List.of("'lvie'", "paper")),
                refused(
                        "B19 --mode live, which is not there yet",
                        List.of("--mode", "live"),
                        64,
                        List.of("live is not available yet", "paper")),
                refused(
                        "B22 --mode twice",
                        List.of("--mode", "paper", "--mode", "paper"),
                        64,
                        List.of("--mode is given twice")),
                refused(
                        "B23 an unknown option",
                        List.of("--debgu"),
                        64,
                        List.of("'--debgu'", "--debug")),
                malformed("B24 an empty key", "", 0),
                malformed("B24 a key with a line break", "canary\nkey", 10),
                malformed("B24 a key in quotes", "\"canarykey\"", 11),
                malformed("B24 a key with a space", "canary key", 10),
                new Row(
                        "B25 a live key in place of a paper key",
                        BadStartsIT::oneKeyForBothAccounts,
                        START,
                        77,
                        List.of("ALPACA_API_KEY and ALPACA_LIVE_API_KEY hold the same key id")),
                new Row(
                        "B28 a heap of 16 MB",
                        openbell -> openbell.secret("JAVA_OPTS", "-Xmx16m"),
                        START,
                        69,
                        List.of("a heap of 16m is too small", "-Xmx256m")),
                new Row(
                        "B31 a home that is a file",
                        openbell -> {
                            Path file = openbell.home().resolve("file");
                            Files.createFile(file);
                            openbell.secret("OPENBELL_HOME", file.toString());
                        },
                        START,
                        74,
                        List.of("homes/bad-start/file")),
                new Row(
                        "B31 a home that is a link to nowhere",
                        openbell -> {
                            Path link = openbell.home().resolve("link");
                            Files.createSymbolicLink(link, Path.of("nowhere"));
                            openbell.secret("OPENBELL_HOME", link.toString());
                        },
                        START,
                        74,
                        List.of("homes/bad-start/link")));
    }

    private static void oneKeyForBothAccounts(Distribution openbell) {
        for (String variable : List.of("ALPACA_API_KEY", "ALPACA_LIVE_API_KEY")) {
            openbell.secret(variable, "AKcanary");
        }
        for (String variable : List.of("ALPACA_SECRET_KEY", "ALPACA_LIVE_SECRET_KEY")) {
            openbell.secret(variable, "canary");
        }
    }

    private static Row refused(String id, List<String> words, int code, List<String> says) {
        return new Row(id, openbell -> {}, words, code, says);
    }

    private static Row malformed(String id, String value, int length) {
        return new Row(
                id,
                openbell -> openbell.secret("OPENBELL_TELEGRAM_TOKEN", value),
                START,
                77,
                List.of("OPENBELL_TELEGRAM_TOKEN looks malformed (length " + length + ")"));
    }

    private Distribution openbell = Distribution.onEmptyHome("bad-start");

    @BeforeEach
    void emptyHome() {
        openbell = Distribution.onEmptyHome("bad-start");
    }

    @AfterEach
    void stop() {
        openbell.close();
    }

    @Test
    void shouldTellOfEveryBadConfigurationAtOnce() throws IOException {
        for (Row row : configurations()) {
            row.preparation().to(openbell);
        }

        Ended ended = openbell.openbell("start", "--background");

        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(78);
        for (Row row : configurations()) {
            String file = row.says().get(0);
            assertThat(ended.output().lines().filter(line -> line.contains(file)).toList())
                    .as(row.id())
                    .anyMatch(line -> row.says().stream().allMatch(line::contains));
        }
        assertThat(openbell.home().resolve("simulator/ledger.jsonl")).doesNotExist();
    }

    /** Each alone takes a boot of Karaf: the first few, and all of them in the full form. */
    static List<Row> alone() {
        return configurations().subList(0, Proof.figure(1, configurations().size()));
    }

    @ParameterizedTest
    @MethodSource("alone")
    void shouldEndWithThatOneAlone(Row row) throws IOException {
        row.preparation().to(openbell);

        ends(row);
    }

    @ParameterizedTest
    @MethodSource("wordsAndVariables")
    void shouldRefuseWordsAndVariablesWithoutStartingAnything(Row row) throws IOException {
        row.preparation().to(openbell);

        assertThat(ends(row).output()).doesNotContain("canary");

        assertThat(openbell.home().resolve("logs/openbell.log")).doesNotExist();
    }

    private Ended ends(Row row) {
        Ended ended = openbell.openbell(row.words().toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(row.code());
        assertThat(ended.output()).contains(row.says());
        assertThat(openbell.home().resolve("simulator/ledger.jsonl")).doesNotExist();
        return ended;
    }

    /** B27 and B30: whose alphabet has a dotless i, in a zone that does not exist; and a second one on the same home. */
    @Test
    void shouldStartTheSameInTurkishAndOnlyOnceOnAHome() {
        openbell.secret("TZ", "weird");
        openbell.secret("LC_ALL", "tr_TR.UTF-8");
        openbell.secret("JAVA_OPTS", "-Duser.language=tr -Duser.country=TR");
        openbell.start();
        openbell.awaitTrading();

        Ended second = openbell.openbell("start", "--background");

        assertThat(second.exitCode()).as(second.output()).isEqualTo(73);
        assertThat(second.output()).contains("already running on " + openbell.home());
        assertThat(openbell.stop().exitCode()).isZero();
    }
}

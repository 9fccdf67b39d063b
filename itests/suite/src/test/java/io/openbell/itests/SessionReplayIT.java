package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.itests.RecordedSession.Line;
import io.openbell.testkit.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A session of the distribution in which strategies were replaced, refused, rolled back, paused, given other parameters and
 * taken away is decided again from its recording, with the bundles that were kept with it. The control: a recording in which
 * one trade has another number, at which the strategy that was rolled back to had wished for a share.
 */
class SessionReplayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String FILE = "tape.jar";

    @Test
    void shouldDecideASessionWithReplacementsAgain() throws Exception {
        try (Distribution openbell = Distribution.onEmptyHome("session-replay")) {
            openbell.start();
            openbell.awaitTrading();
            trade(openbell, new DeployFolder(openbell));
            assertThat(openbell.stop().exitCode()).isZero();

            openbell.start();
            String session = completeSession(openbell);
            JsonNode again = openbell.json("trading:session-replay " + session);

            assertThat(again.path("same").asBoolean()).as("%s", again).isTrue();
            assertThat(again.path("warnings")).isEmpty();
            Path sessions = openbell.home().resolve("sessions");
            RecordedSession recorded = new RecordedSession(sessions.resolve(session));
            List<Line> lines = recorded.lines();
            assertAllOfItHappened(lines);
            long event = replayWithOneTradeOff(openbell, recorded, lines);
            Proof.shown(
                    0,
                    "A session of the distribution in which a strategy was replaced, refused, rolled back, paused, given other parameters and taken away replays to the same decisions",
                    again.path("events").asLong()
                            + " events, "
                            + again.path("decisions").asLong()
                            + " decisions, 0 different",
                    "one trade with another number: named, at event " + event);
        }
    }

    private static void trade(Distribution openbell, DeployFolder deploy) throws IOException {
        Files.writeString(
                openbell.home().resolve("etc/openbell.strategy-tape.cfg"),
                "symbols = AAPL,MSFT,NVDA,JPM,KO,PEP,XOM,CVX\nevery = 8\n");
        assertThat(deploy.drop(FILE, SeenTape.tape("1.0.0").jar()).state()).isEqualTo("ACTIVE");
        awaitMoreOrders(openbell);
        openbell.shell("trading:strategy-set moving-average-cross fastBars=2 minimumGapBps=0.5");
        assertThat(deploy.drop(FILE, SeenTape.tape("1.0.1").jar()).state()).isEqualTo("ACTIVE");
        awaitMoreOrders(openbell);
        openbell.shell("trading:strategy-set tape every=7");
        awaitMoreOrders(openbell);
        for (int number = 0; number < 4; number++) {
            assertThat(deploy.drop(FILE, SeenTape.broken(number).jar()).state())
                    .isEqualTo("REFUSED");
        }
        openbell.shell("trading:strategy-pause tape");
        openbell.shell("trading:strategy-pause pairs-mean-reversion");
        assertThat(deploy.drop(FILE, SeenTape.tape("1.0.2").jar()).state()).isEqualTo("ACTIVE");
        openbell.shell("trading:strategy-start tape");
        awaitMoreOrders(openbell);
        openbell.shell("trading:strategy-rollback tape");
        awaitMoreOrders(openbell);
        openbell.shell("trading:strategy-start pairs-mean-reversion");
        openbell.shell("trading:strategy-stop moving-average-cross");
        assertThat(deploy.takeAway(FILE).state()).isEqualTo("REMOVED");
    }

    private static void awaitMoreOrders(Distribution openbell) {
        int known = TapeOrders.of(openbell).orders().size();
        await().atMost(PATIENCE).until(() -> TapeOrders.of(openbell).orders().size() > known);
    }

    private static String completeSession(Distribution openbell) {
        for (JsonNode each : openbell.json("trading:sessions").path("sessions")) {
            if (each.path("state").asText().equals("complete")) {
                return each.path("session").asText();
            }
        }
        throw new AssertionError(openbell.json("trading:sessions"));
    }

    private static void assertAllOfItHappened(List<Line> lines) {
        assertThat(
                        lines.stream()
                                .filter(line -> line.is("Started"))
                                .filter(line -> line.what().path("name").asText().equals("tape"))
                                .map(line -> line.what().path("version").asText())
                                .toList())
                .containsExactly("1.0.0", "1.0.1", "1.0.1", "1.0.2", "1.0.1");
        assertThat(count(lines, "SetParameters")).isEqualTo(2);
        assertThat(count(lines, "SwitchStrategy")).isEqualTo(5);
        assertThat(count(lines, "RollBackStrategy")).isEqualTo(1);
        assertThat(count(lines, "OrderFilled")).isGreaterThan(5);
    }

    private static long count(List<Line> lines, String what) {
        return lines.stream()
                .filter(line -> line.kind().equals("INPUT") || line.kind().equals("DURABLE"))
                .filter(line -> line.is(what))
                .count();
    }

    /** The trade at which the last order was wished for. */
    private static long replayWithOneTradeOff(
            Distribution openbell, RecordedSession recorded, List<Line> lines) throws IOException {
        Line wish = null;
        for (Line line : lines) {
            boolean wished = line.kind().equals("EMITTED") && line.is("OrderIntent");
            if (wished && line.what().path("source").asText().equals("tape")) {
                wish = line;
            }
        }
        String number = Objects.requireNonNull(wish).what().path("reason").asText().substring(6);
        Line trade =
                lines.stream()
                        .filter(line -> line.is("Trade"))
                        .filter(line -> line.what().path("symbol").asText().equals("AAPL"))
                        .filter(line -> line.what().path("id").asText().equals(number))
                        .findFirst()
                        .orElseThrow();
        String off =
                trade.text().replace("\"id\":" + number, "\"id\":" + (Long.parseLong(number) + 1));
        assertThat(off).isNotEqualTo(trade.text());
        Path changed = recorded.folder().resolveSibling("changed");
        recorded.copyTo(changed, line -> line.equals(trade.text()) ? off : line);

        Distribution.Ended found =
                openbell.tryShell(
                        "trading:session-replay "
                                + Objects.requireNonNull(changed.getParent()).getFileName()
                                + "/changed --json");

        assertThat(found.exitCode()).as(found.output()).isNotZero();
        assertThat(found.output()).contains("DIFFERENT").contains("trade " + number);
        assertThat(found.output()).contains("\"event\":" + wish.event());
        return trade.event();
    }
}

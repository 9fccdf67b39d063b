package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.market.Quote;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.value.Price;
import io.openbell.kernel.replay.Decision;
import io.openbell.kernel.replay.RecordedInput;
import io.openbell.kernel.replay.SessionReplay;
import io.openbell.kernel.replay.SessionReplay.Result;
import io.openbell.testkit.Proof;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The same inputs give the same decisions, bit for bit: strategies, sizing, bars, and the gate with the figures of every
 * check. The control is a recording in which one quote is off by a cent.
 */
class SessionReplayProofTest {

    @Test
    void shouldDecideASessionAgainFromItsInputsAlone() {
        long seeds = Proof.figure(3, 200);
        int steps = Proof.figure(4_000, 20_000);
        long inputs = 0;
        long decisions = 0;
        long orders = 0;
        long foundControls = 0;
        for (long seed = 1; seed <= seeds; seed++) {
            SeededSession session = new SeededSession(seed, steps);

            Result again =
                    SessionReplay.run(SeededSession.core(), session.inputs, session.decisions);

            assertThat(again.difference()).as("seed %d: %s", seed, again.describe()).isEmpty();
            inputs += again.inputs();
            decisions += again.decisions();
            orders += approved(session);
            foundControls += differsWithOneQuoteChanged(session) ? 1 : 0;
        }
        assertThat(orders).isGreaterThan(5 * seeds);
        assertThat(foundControls).isEqualTo(seeds);
        Proof.shown(
                0,
                "A session replays to the same decisions",
                inputs + " inputs, " + decisions + " decisions, " + orders + " orders, 0 different",
                "one quote off by a cent: found in " + foundControls + " of " + seeds);
    }

    /** The quote that the first order was priced on. */
    private static boolean differsWithOneQuoteChanged(SeededSession session) {
        Decision.Judged first =
                session.decisions.stream()
                        .filter(Decision.Judged.class::isInstance)
                        .map(Decision.Judged.class::cast)
                        .filter(judged -> judged.decision() instanceof RiskDecision.Approved)
                        .findFirst()
                        .orElseThrow();
        OrderIntent intent = first.decision().intent();
        List<RecordedInput> changed = new ArrayList<>(session.inputs);
        for (int n = (int) first.input() - 1; n >= 0; n--) {
            RecordedInput input = changed.get(n);
            if (input.event() instanceof Quote quote && quote.symbol().equals(intent.symbol())) {
                changed.set(n, new RecordedInput(input.sequence(), input.at(), off(quote)));
                break;
            }
        }

        Result result = SessionReplay.run(SeededSession.core(), changed, session.decisions);

        return result.difference().isPresent()
                && result.difference().get().input() <= first.input();
    }

    private static Quote off(Quote quote) {
        Price cent = Price.parse("0.01");
        return new Quote(
                quote.symbol(),
                quote.bid().plus(cent),
                quote.bidSize(),
                quote.ask().plus(cent),
                quote.askSize(),
                quote.at());
    }

    private static long approved(SeededSession session) {
        return session.decisions.stream()
                .filter(Decision.Judged.class::isInstance)
                .map(Decision.Judged.class::cast)
                .filter(judged -> judged.decision() instanceof RiskDecision.Approved)
                .count();
    }
}

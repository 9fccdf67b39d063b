package io.openbell.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.Trade;
import io.openbell.api.market.TradeWithdrawn;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.itests.contract.RecoveryOracle.Allowance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The oracle itself, with a correction that the client swallows. */
class RecoveryOracleTest {

    private static final Instant AT = Instant.parse("2025-01-15T14:30:00Z");
    private static final Map<String, List<Books.Print>> PRINTED =
            Map.of(
                    "OBL",
                    List.of(
                            new Books.Print(1, AT, "incorrect"),
                            new Books.Print(2, AT.plusSeconds(1), "corrected"),
                            new Books.Print(3, AT.plusSeconds(2), "")));

    private static Trade trade(long id) {
        return new Trade(
                Symbol.of("OBL"), Price.parse("10"), Quantity.of(1), id, "V", AT.plusSeconds(id));
    }

    private static List<String> problems(
            List<Trade> told, List<TradeWithdrawn> withdrawn, List<MarketDataGap> gaps) {
        return RecoveryOracle.ofTrades(PRINTED, told, withdrawn, gaps, Allowance.NONE);
    }

    private static TradeWithdrawn withdrawal(Optional<Trade> correction) {
        return new TradeWithdrawn(Symbol.of("OBL"), 1, "V", correction, AT.plusSeconds(1));
    }

    @Test
    void shouldFindNothingWrongWhenTheCorrectionWasTold() {
        assertThat(
                        problems(
                                List.of(trade(1), trade(3)),
                                List.of(withdrawal(Optional.of(trade(2)))),
                                List.of()))
                .isEmpty();
    }

    @Test
    void shouldNoticeACorrectionThatIsSwallowed() {
        assertThat(problems(List.of(trade(1), trade(3)), List.of(), List.of()))
                .anyMatch(problem -> problem.contains("withdrawal of a trade of OBL not told"))
                .anyMatch(problem -> problem.contains("lost without a gap"));
    }

    @Test
    void shouldNoticeAWithdrawalThatIsToldWithoutWhatStandsInItsPlace() {
        assertThat(
                        problems(
                                List.of(trade(1), trade(3)),
                                List.of(withdrawal(Optional.empty())),
                                List.of()))
                .singleElement()
                .asString()
                .contains("lost without a gap");
    }

    @Test
    void shouldLetAGapExcuseIt() {
        MarketDataGap gap = new MarketDataGap(AT, AT.plusMillis(1_500), Set.of(Symbol.of("OBL")));

        assertThat(problems(List.of(trade(1), trade(3)), List.of(), List.of(gap))).isEmpty();
    }
}

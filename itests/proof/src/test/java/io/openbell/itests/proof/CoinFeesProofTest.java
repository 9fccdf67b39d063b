package io.openbell.itests.proof;

import static io.openbell.itests.proof.ActionStand.BITCOIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was bought in coins can be sold whole, though the venue kept a part of it and books that only when the day ends. */
class CoinFeesProofTest {

    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final Quantity BOUGHT = Quantity.parse("0.4");
    private static final Quantity LEFT = Quantity.parse("0.399");

    @TempDir Path folder;

    private ActionStand stand;

    @BeforeEach
    void open() throws Exception {
        stand = new ActionStand(folder);
        stand.awaitOpen();
    }

    @AfterEach
    void close() throws Exception {
        stand.close();
    }

    @Test
    void shouldSellAllThatIsLeftOfAPurchaseOnTheSameDay() throws Exception {
        stand.tradeCoins("one", Side.BUY, BOUGHT);
        await().atMost(AT_MOST).until(() -> stand.held("one", BITCOIN).equals(LEFT));
        assertThat(stand.atVenue(BITCOIN)).isEqualByComparingTo(LEFT.toBigDecimal());

        stand.tradeCoins("one", Side.SELL, LEFT);

        assertThat(stand.held("one", BITCOIN)).isEqualTo(Quantity.ZERO);
        assertThat(stand.atVenue(BITCOIN)).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(stand.refused()).isZero();
        assertNothingChanges();
    }

    @Test
    void shouldTakeNothingOffAgainWhenTheDayEnds() throws Exception {
        stand.tradeCoins("one", Side.BUY, BOUGHT);
        await().atMost(AT_MOST).until(() -> stand.held("one", BITCOIN).equals(LEFT));

        stand.nextDay();
        await().atMost(AT_MOST).until(() -> stand.settledFees() == 1);

        assertThat(stand.held("one", BITCOIN)).isEqualTo(LEFT);
        assertNothingChanges();
    }

    @Test
    void shouldKnowItAfterARestart() throws Exception {
        stand.tradeCoins("one", Side.BUY, BOUGHT);
        await().atMost(AT_MOST).until(() -> stand.held("one", BITCOIN).equals(LEFT));
        stand.stop();
        stand.start();
        stand.awaitOpen();

        stand.tradeCoins("one", Side.SELL, LEFT);

        assertThat(stand.held("one", BITCOIN)).isEqualTo(Quantity.ZERO);
        assertThat(stand.refused()).isZero();
        assertNothingChanges();
    }

    /** Over several comparisons. */
    private void assertNothingChanges() {
        Quantity held = stand.held("one", BITCOIN);
        await().during(Duration.ofSeconds(2))
                .atMost(AT_MOST)
                .until(() -> stand.held("one", BITCOIN).equals(held));
        assertThat(stand.atVenue(BITCOIN)).isEqualByComparingTo(held.toBigDecimal());
        assertThat(stand.halt()).isEmpty();
    }
}

package io.openbell.itests.proof;

import static io.openbell.itests.proof.ActionStand.APPLE;
import static io.openbell.itests.proof.ActionStand.COKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Splits and dividends, end to end: what the process believes of positions, prices paid, profit and cash is what the
 * exchange's ledger has, orders fit what is held, and nothing halts. B83.
 */
class CorporateActionsProofTest {

    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final String TEN_FOR_ONE =
            "{\"type\":\"forward_split\",\"symbol\":\"AAPL\",\"new_rate\":10,\"old_rate\":1%s}";
    private static final String ONE_FOR_SEVEN =
            "{\"type\":\"reverse_split\",\"symbol\":\"%s\",\"new_rate\":1,\"old_rate\":7}";

    @TempDir Path folder;

    private ActionStand stand;
    private int entries;

    @BeforeEach
    void open() throws Exception {
        stand = new ActionStand(folder);
        stand.awaitOpen();
    }

    @AfterEach
    void close() throws Exception {
        stand.close();
    }

    private void hold(int one, int two, int operator) {
        stand.trade("one", APPLE, Side.BUY, one);
        stand.trade("two", APPLE, Side.BUY, two);
        stand.trade("operator", APPLE, Side.BUY, operator);
        stand.awaitAgreement();
    }

    /** Why nobody may buy; empty when they may. Never for the same number of shares twice, which is denied for itself. */
    private String entry() {
        OrderIntent intent =
                stand.wish(
                        "two",
                        APPLE,
                        Side.BUY,
                        ++entries,
                        new OrderTerms.Market(),
                        TimeInForce.DAY);
        return stand.denial(intent);
    }

    @Test
    void shouldDenyEntriesFromTheFirstWordOfASplitUntilPositionsWereCompared() throws Exception {
        hold(30, 20, 10);
        assertThat(entry()).isEmpty();
        stand.awaitAgreement();
        stand.night();

        stand.carryOut(TEN_FOR_ONE.formatted(",\"add_after_seconds\":5"));

        await().atMost(AT_MOST).until(() -> stand.isFrozen(APPLE));
        assertThat(entry()).isEqualTo("SYMBOL_FROZEN");
        assertThat(stand.held("one", APPLE)).isEqualTo(Quantity.of(30));
        stand.awaitAgreement();
        await().atMost(AT_MOST).until(() -> stand.wasFrozen(APPLE));
        stand.morning();
        await().atMost(AT_MOST).pollInterval(Duration.ofSeconds(1)).until(() -> entry().isEmpty());
        stand.awaitAgreement();
        assertThat(stand.held("one", APPLE)).isEqualTo(Quantity.of(300));
        assertThat(stand.held("two", APPLE)).isEqualTo(Quantity.of(210 + entries));
    }

    @Test
    void shouldFollowAForwardSplitThatIsBookedInTwoHalves() throws Exception {
        hold(30, 20, 10);
        Order stop = stand.protect("one", APPLE, 30, 0.5);
        Price before = ((OrderTerms.Stop) stop.intent().terms()).stopPrice();
        stand.night();

        stand.carryOut(TEN_FOR_ONE.formatted(",\"add_after_seconds\":5"));

        await().atMost(AT_MOST).until(() -> stand.held("one", APPLE).equals(Quantity.of(300)));
        stand.awaitAgreement();
        assertThat(stand.held("two", APPLE)).isEqualTo(Quantity.of(200));
        assertThat(stand.held("operator", APPLE)).isEqualTo(Quantity.of(100));
        await().atMost(AT_MOST).until(() -> stand.wasFrozen(APPLE));
        await().atMost(AT_MOST)
                .untilAsserted(
                        () ->
                                assertThat(stand.order(stop).intent().quantity())
                                        .isEqualTo(Quantity.of(300)));
        assertThat(stand.atVenue(stop).path("qty").asText()).isEqualTo("300");
        assertThat(((OrderTerms.Stop) stand.order(stop).intent().terms()).stopPrice().toDouble())
                .isEqualTo(before.toDouble() / 10);
        assertThat(stand.order(stop).status()).isEqualTo(OrderStatus.ACCEPTED);

        stand.morning();
        stand.payOut(APPLE, 0.6);
        await().atMost(AT_MOST).until(() -> stand.order(stop).status() == OrderStatus.FILLED);
        stand.awaitAgreement();
        assertThat(stand.held("one", APPLE)).isEqualTo(Quantity.ZERO);
        stand.checkThatNobodySoldMoreThanTheyHeld();
    }

    @Test
    void shouldFollowAReverseSplitWhoseFractionsArePaid() throws Exception {
        hold(5, 3, 2);
        stand.trade("two", COKE, Side.SELL, 10);
        Order stop = stand.protect("one", APPLE, 5, 0.5);
        stand.awaitAgreement();
        stand.night();

        stand.carryOut(ONE_FOR_SEVEN.formatted("AAPL"));
        stand.carryOut(ONE_FOR_SEVEN.formatted("KO"));

        await().atMost(AT_MOST)
                .untilAsserted(
                        () ->
                                assertThat(stand.position(APPLE).quantity())
                                        .isEqualTo(Quantity.of(1)));
        stand.awaitAgreement();
        assertThat(stand.held("two", COKE)).isEqualTo(Quantity.of(-1));
        await().atMost(AT_MOST).until(() -> stand.order(stop).status() == OrderStatus.CANCELED);
        await().atMost(AT_MOST).until(() -> stand.wasFrozen(APPLE) && stand.wasFrozen(COKE));
        stand.checkThatNobodySoldMoreThanTheyHeld();
    }

    @Test
    void shouldBookDividendsOfLongAndShortPositionsWithWhoeverHoldsThem() throws Exception {
        hold(30, 20, 10);
        stand.trade("two", COKE, Side.SELL, 40);
        stand.awaitAgreement();

        stand.carryOut("{\"type\":\"cash_dividend\",\"symbol\":\"AAPL\",\"rate\":0.25}");
        stand.carryOut("{\"type\":\"cash_dividend\",\"symbol\":\"KO\",\"rate\":0.5}");

        stand.awaitAgreement();
        // Of two the 20 shares of AAPL earn, and the 40 of KO owe.
        assertThat(stand.realized("one")).isEqualTo(Money.parse("7.5"));
        assertThat(stand.realized("two")).isEqualTo(Money.parse("-15"));
        assertThat(stand.realized("operator")).isEqualTo(Money.parse("2.5"));
    }

    @Test
    void shouldFindAtTheStartWhatWasCarriedOutWhileNobodyLooked() throws Exception {
        hold(30, 20, 10);
        Order stop = stand.protect("one", APPLE, 30, 0.5);
        stand.awaitAgreement();
        stand.stop();

        stand.carryOut(TEN_FOR_ONE.formatted(""));
        stand.carryOut("{\"type\":\"cash_dividend\",\"symbol\":\"AAPL\",\"rate\":0.03}");
        stand.start();

        stand.awaitOpen();
        stand.awaitAgreement();
        assertThat(stand.held("one", APPLE)).isEqualTo(Quantity.of(300));
        assertThat(stand.held("two", APPLE)).isEqualTo(Quantity.of(200));
        assertThat(stand.realized("one")).isEqualTo(Money.parse("9"));
        await().atMost(AT_MOST)
                .untilAsserted(
                        () ->
                                assertThat(stand.order(stop).intent().quantity())
                                        .isEqualTo(Quantity.of(300)));
        assertThat(stand.order(stop).status()).isEqualTo(OrderStatus.ACCEPTED);
        await().atMost(AT_MOST).until(() -> !stand.isFrozen(APPLE));
        stand.checkThatNobodySoldMoreThanTheyHeld();
    }

    /** The control: what nobody explains halts. */
    @Test
    void shouldHaltWhenTheVenueDoesNotSayWhyItHoldsMore() throws Exception {
        hold(30, 20, 10);
        stand.night();

        stand.carryOut(TEN_FOR_ONE.formatted(",\"list_after_seconds\":3600"));

        await().atMost(AT_MOST).until(() -> !stand.halt().isEmpty());
        assertThat(stand.halt()).contains("AAPL ours=60 venue=600");
        assertThat(new BigDecimal(stand.held("one", APPLE).toString())).isEqualByComparingTo("30");
    }
}

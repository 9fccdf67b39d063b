package io.openbell.alpacaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.broker.AccountActivity;
import io.openbell.api.value.Money;
import io.openbell.api.value.Page;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountActivitiesTest {

    private static final Instant SINCE = Instant.parse("2025-01-15T14:30:00Z");

    /** As in Alpaca's contract. */
    private static final String DIVIDEND =
            "{\"id\":\"20190801011955195::5f596936\",\"activity_type\":\"DIV\",\"activity_sub_type\":\"SDIV\","
                    + "\"date\":\"2019-08-01\",\"created_at\":\"2021-05-10T14:01:04.650275Z\",\"currency\":\"USD\","
                    + "\"net_amount\":\"1.02\",\"per_share_amount\":\"0.51\",\"qty\":\"2\",\"status\":\"executed\","
                    + "\"symbol\":\"T\"}";

    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig();
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    private void answer(String json) {
        rig.http.script((request, wire) -> wire.json(200, json));
    }

    private AccountActivity only() throws Exception {
        Page<AccountActivity> page = rig.broker.activities(SINCE, "");
        assertThat(page.items()).hasSize(1);
        return page.items().get(0);
    }

    @Test
    void shouldNotTakeTheSharesThatADividendWasPaidOnForBought() throws Exception {
        answer("[" + DIVIDEND + "]");

        AccountActivity dividend = only();

        assertThat(dividend.type()).isEqualTo("DIV");
        assertThat(dividend.symbol()).contains(Symbol.of("T"));
        assertThat(dividend.quantity()).isEmpty();
        assertThat(dividend.netAmount()).isEqualTo(Money.parse("1.02"));
        assertThat(dividend.at()).isEqualTo(Instant.parse("2021-05-10T14:01:04.650275Z"));
    }

    @Test
    void shouldKnowAPaymentOnSharesOfAKindThatIsNotThereYet() throws Exception {
        answer("[" + DIVIDEND.replace("\"DIV\"", "\"CDIV\"") + "]");

        assertThat(only().quantity()).isEmpty();
    }

    @Test
    void shouldNotNeedTheAmountPerShareToKnowThat() throws Exception {
        answer("[" + DIVIDEND.replace("\"per_share_amount\":\"0.51\",", "") + "]");

        assertThat(only().quantity()).isEmpty();
    }

    @Test
    void shouldAddTheSharesOfADividendThatPaysNoCash() throws Exception {
        answer(
                "["
                        + DIVIDEND.replace("\"per_share_amount\":\"0.51\",", "")
                                .replace("\"net_amount\":\"1.02\"", "\"net_amount\":\"0\"")
                        + "]");

        assertThat(only().quantity()).contains(Quantity.of(2));
    }

    @Test
    void shouldAddThemAlsoWhenNothingPerShareIsPaid() throws Exception {
        answer(
                "["
                        + DIVIDEND.replace(
                                        "\"per_share_amount\":\"0.51\"",
                                        "\"per_share_amount\":\"0\"")
                                .replace("\"net_amount\":\"1.02\"", "\"net_amount\":\"0\"")
                        + "]");

        assertThat(only().quantity()).contains(Quantity.of(2));
    }

    /** As on Alpaca's page on events: 1.12 per share, and no cash. */
    @Test
    void shouldAddTheSharesOfADividendInStockThatStatesAnAmountPerShare() throws Exception {
        answer("[" + DIVIDEND.replace("\"net_amount\":\"1.02\"", "\"net_amount\":\"0\"") + "]");

        assertThat(only().quantity()).contains(Quantity.of(2));
    }

    @Test
    void shouldNotTakeADividendInCashThatIsLessThanACentForShares() throws Exception {
        answer(
                "["
                        + DIVIDEND.replace("\"net_amount\":\"1.02\"", "\"net_amount\":\"0\"")
                                .replace("\"SDIV\"", "\"CDIV\"")
                        + "]");

        assertThat(only().quantity()).isEmpty();
    }

    @Test
    void shouldNotTakeADividendOnAFractionThatComesToLessThanACentForShares() throws Exception {
        answer(
                "["
                        + DIVIDEND.replace("\"net_amount\":\"1.02\"", "\"net_amount\":\"0\"")
                                .replace("\"activity_sub_type\":\"SDIV\",", "")
                                .replace("\"qty\":\"2\"", "\"qty\":\"0.009\"")
                        + "]");

        assertThat(only().quantity()).isEmpty();
    }

    @Test
    void shouldKnowWhatBelongsTogether() throws Exception {
        answer(
                "[{\"id\":\"1::a\",\"activity_type\":\"SPLIT\",\"date\":\"2025-01-15\",\"symbol\":\"T\","
                        + "\"qty\":\"-3\",\"net_amount\":\"0\",\"group_id\":\"g-7\"}]");

        assertThat(only().group()).isEqualTo("g-7");
    }

    @Test
    void shouldMoveTheSharesOfASplit() throws Exception {
        answer(
                "[{\"id\":\"1::a\",\"activity_type\":\"SPLIT\",\"date\":\"2025-01-15\",\"symbol\":\"T\","
                        + "\"qty\":\"-3\",\"net_amount\":\"0\"}]");

        assertThat(only().quantity()).contains(Quantity.of(-3));
    }

    @Test
    void shouldAskForWhatIsNoTradeFromThatMomentOnTheEldestFirst() throws Exception {
        answer("[]");

        assertThat(rig.broker.activities(SINCE, "").items()).isEmpty();

        assertThat(rig.http.requests().get(0).path())
                .contains("category=non_trade_activity", "direction=asc")
                .contains("after=2025-01-15T14%3A30%3A00Z")
                .doesNotContain("page_token");
    }

    @Test
    void shouldPutAnActivityWithoutATimeAtTheBeginningOfItsNewYorkDay() throws Exception {
        answer("[" + DIVIDEND.replace("\"created_at\":\"2021-05-10T14:01:04.650275Z\",", "") + "]");

        assertThat(only().at()).isEqualTo(Instant.parse("2019-08-01T04:00:00Z"));
    }

    @Test
    void shouldLeaveOutWhatAFeeOfTheAccountDoesNotHave() throws Exception {
        answer(
                "[{\"id\":\"1::a\",\"activity_type\":\"FEE\",\"date\":\"2025-01-15\",\"net_amount\":\"-0.07\","
                        + "\"qty\":\"0\",\"description\":\"TAF fee\"}]");

        AccountActivity fee = only();

        assertThat(fee.symbol()).isEmpty();
        assertThat(fee.quantity()).isEmpty();
        assertThat(fee.price()).isEmpty();
        assertThat(fee.netAmount()).isEqualTo(Money.parse("-0.07"));
        assertThat(fee.description()).isEqualTo("TAF fee");
    }

    @Test
    void shouldKnowThePairThatAFeeInCoinsWasTakenFrom() throws Exception {
        answer(
                "[{\"id\":\"1::a\",\"activity_type\":\"CFEE\",\"date\":\"2025-01-15\",\"symbol\":\"BTCUSD\","
                        + "\"qty\":\"-0.000025\",\"price\":\"60000\",\"net_amount\":\"0\"}]");

        AccountActivity fee = only();

        assertThat(fee.symbol()).contains(Symbol.of("BTC/USD"));
        assertThat(fee.quantity()).contains(Quantity.parse("-0.000025"));
        assertThat(fee.price()).contains(Price.parse("60000"));
    }

    @Test
    void shouldGoOnWhereTheLastPageEnded() throws Exception {
        String full =
                IntStream.range(0, 100)
                        .mapToObj(n -> DIVIDEND.replace("5f596936", "id-" + n))
                        .collect(Collectors.joining(",", "[", "]"));
        rig.http.script(
                (request, wire) ->
                        wire.json(
                                200,
                                request.path().contains("page_token=20190801011955195%3A%3Aid-99")
                                        ? "[" + DIVIDEND + "]"
                                        : full));

        Page<AccountActivity> first = rig.broker.activities(SINCE, "");
        Page<AccountActivity> second = rig.broker.activities(SINCE, first.next());

        assertThat(first.items()).hasSize(100);
        assertThat(second.items()).hasSize(1);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void shouldRefuseAPageThatRepeatsWhatWasListed() {
        answer("[" + DIVIDEND + "]");

        assertThatThrownBy(() -> rig.broker.activities(SINCE, "20190801011955195::5f596936"))
                .hasMessageContaining("GET /v2/account/activities")
                .hasMessageContaining("repeats");
    }

    @Test
    void shouldNameTheFieldThatIsMissing() {
        answer("[" + DIVIDEND.replace("\"activity_type\"", "\"kind\"") + "]");

        assertThatThrownBy(() -> rig.broker.activities(SINCE, ""))
                .hasMessageContaining("GET /v2/account/activities")
                .hasMessageContaining("'activity_type'");
    }
}

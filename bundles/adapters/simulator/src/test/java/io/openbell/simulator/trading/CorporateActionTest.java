package io.openbell.simulator.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorporateActionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEN_FOR_ONE =
            "{\"type\":\"forward_split\",\"symbol\":\"AAPL\",\"new_rate\":10,\"old_rate\":1}";
    private static final String ONE_FOR_SEVEN =
            "{\"type\":\"reverse_split\",\"symbol\":\"AAPL\",\"new_rate\":1,\"old_rate\":7}";
    private static final String QUARTER_DOLLAR =
            "{\"type\":\"cash_dividend\",\"symbol\":\"AAPL\",\"rate\":\"0.25\"}";

    @TempDir Path folder;

    private Floor floor;

    @BeforeEach
    void open() throws IOException {
        floor = new Floor(folder.resolve("ledger.jsonl"), 0);
        floor.quote("AAPL", "99.90", "100.00");
        floor.trade("AAPL", "100.00");
    }

    @AfterEach
    void close() throws IOException {
        floor.close();
    }

    private void restart() throws IOException {
        floor.close();
        floor = new Floor(folder.resolve("ledger.jsonl"), 0);
    }

    private void carryOut(String body) throws Refusal, IOException {
        floor.exchange.carryOut(JSON.readTree(body));
        floor.settle();
    }

    private List<Activity> activities() {
        return floor.books.history().events().stream()
                .filter(History.Other.class::isInstance)
                .map(event -> ((History.Other) event).activity())
                .filter(activity -> activity.action() != null)
                .toList();
    }

    private List<Activity.OfAction> stated() {
        List<Activity.OfAction> stated = new ArrayList<>();
        for (Activity activity : activities()) {
            Activity.OfAction action = activity.action();
            if (action != null) {
                stated.add(action);
            }
        }
        return stated;
    }

    private List<String> quantities() {
        return activities().stream()
                .map(activity -> String.valueOf(Decimals.textOrNull(activity.quantity())))
                .toList();
    }

    private VenueOrder order(VenueOrder known) {
        return floor.books.find(known.id()).orElseThrow();
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    @Test
    void shouldTurnOldSharesIntoNewOnesAtTheSameCost() throws Exception {
        floor.submit("buy", "30", "market");
        BigDecimal equity = floor.exchange.valuation().equity();

        carryOut(TEN_FOR_ONE);

        Holding holding = floor.books.holding("AAPL");
        assertThat(holding.quantity()).isEqualByComparingTo("300");
        assertThat(holding.averagePrice()).isEqualByComparingTo("10");
        assertThat(floor.books.cash()).isEqualByComparingTo("97000");
        assertThat(floor.books.realized()).isEqualByComparingTo("0");
        assertThat(floor.exchange.valuation().equity()).isEqualByComparingTo(equity);
    }

    @Test
    void shouldListTheOldSharesAsRemovedAndTheNewOnesAsAdded() throws Exception {
        floor.submit("buy", "30", "market");

        carryOut(TEN_FOR_ONE);

        assertThat(activities()).extracting(Activity::type).containsExactly("SPLIT", "SPLIT");
        assertThat(activities())
                .extracting(Activity::description)
                .containsExactly(
                        "REMOVE, From QTY:-30, To QTY:300, Position Value:3000",
                        "ADD, From QTY:-30, To QTY:300, Position Value:3000");
        assertThat(quantities()).containsExactly("-30", "300");
        assertThat(stated()).extracting(Activity.OfAction::subType).containsOnly("FSPLIT");
        assertThat(stated()).hasSize(2);
        assertThat(stated().get(0).groupId()).isEqualTo(stated().get(1).groupId());
    }

    @Test
    void shouldPayFractionsOfAReverseSplitInCash() throws Exception {
        floor.submit("buy", "10", "market");

        carryOut(ONE_FOR_SEVEN);

        // 10 / 7 = 1.428571428 shares at 700: one stays, and 0.428571428 become cash.
        Holding holding = floor.books.holding("AAPL");
        assertThat(holding.quantity()).isEqualByComparingTo("1");
        assertThat(holding.averagePrice()).isCloseTo(number("700"), within(number("0.000001")));
        assertThat(floor.books.cash()).isEqualByComparingTo("99300");
        Activity fraction = activities().get(2);
        assertThat(fraction.type()).isEqualTo("CIL");
        assertThat(fraction.quantity()).isEqualByComparingTo("-0.428571428");
        assertThat(fraction.netAmount()).isEqualByComparingTo("300.00");
    }

    @Test
    void shouldKeepFractionsWhenToldSo() throws Exception {
        floor.submit("buy", "33", "market");

        carryOut(ONE_FOR_SEVEN.replace("}", ",\"fractions\":\"keep\"}"));

        assertThat(floor.books.holding("AAPL").quantity()).isEqualByComparingTo("4.714285714");
        assertThat(activities()).hasSize(2);
    }

    @Test
    void shouldCloseWhatIsNoWholeShareOfAShortPosition() throws Exception {
        floor.submit("sell", "10", "market");
        BigDecimal cash = floor.books.cash();

        carryOut(ONE_FOR_SEVEN);

        assertThat(floor.books.holding("AAPL").quantity()).isEqualByComparingTo("-1");
        assertThat(floor.books.cash()).isEqualByComparingTo(cash.subtract(number("300")));
    }

    @Test
    void shouldEndAPositionThatIsLessThanAShareAfterwards() throws Exception {
        floor.submit("buy", "3", "market");

        carryOut(ONE_FOR_SEVEN);

        assertThat(floor.books.holdings()).isEmpty();
        assertThat(floor.books.cash().add(floor.books.realized().negate()))
                .isEqualByComparingTo("100000");
    }

    @Test
    void shouldPayADividendAndTakeItFromTheShort() throws Exception {
        floor.submit("buy", "10", "market");
        carryOut(QUARTER_DOLLAR);
        assertThat(floor.books.cash()).isEqualByComparingTo("99002.5");
        floor.submit("sell", "10", "market");
        floor.submit("sell", "10", "market");
        BigDecimal cash = floor.books.cash();

        carryOut(QUARTER_DOLLAR);

        assertThat(floor.books.cash()).isEqualByComparingTo(cash.subtract(number("2.5")));
        assertThat(floor.books.dividends()).isEqualByComparingTo("0");
        assertThat(activities())
                .extracting(activity -> Decimals.text(activity.netAmount()))
                .containsExactly("2.5", "-2.5");
        assertThat(stated().get(0).perShare()).isEqualByComparingTo("0.25");
    }

    @Test
    void shouldAdjustBuyLimitsAndSellStopsOfAForwardSplitAndNoOthers() throws Exception {
        floor.submit("buy", "30", "market");
        VenueOrder stop = floor.submit("sell", "10", "stop", "stop_price=80", "time_in_force=gtc");
        VenueOrder both =
                floor.submit(
                        "sell",
                        "4",
                        "stop_limit",
                        "stop_price=81",
                        "limit_price=79.99",
                        "time_in_force=gtc");
        VenueOrder profit =
                floor.submit("sell", "5", "limit", "limit_price=130", "time_in_force=gtc");
        VenueOrder today = floor.submit("sell", "2", "limit", "limit_price=131");
        floor.updates.clear();

        carryOut(TEN_FOR_ONE);

        assertThat(order(stop).quantity()).isEqualByComparingTo("100");
        assertThat(order(stop).stopPrice()).isEqualByComparingTo("8");
        assertThat(order(both).stopPrice()).isEqualByComparingTo("8.1");
        assertThat(order(both).ticket().limitPrice()).isEqualByComparingTo("7.99");
        assertThat(order(profit).quantity()).isEqualByComparingTo("5");
        assertThat(order(profit).ticket().limitPrice()).isEqualByComparingTo("130");
        assertThat(order(today).status()).isEqualTo(VenueOrder.Status.EXPIRED);
        assertThat(floor.events()).containsExactly("restated", "restated", "expired");
    }

    @Test
    void shouldRoundABuyLimitDownAndItsQuantityToWholeShares() throws Exception {
        VenueOrder buy =
                floor.submit("buy", "5", "limit", "limit_price=90.05", "time_in_force=gtc");

        carryOut(TEN_FOR_ONE.replace("10", "3").replace(":1", ":2"));

        assertThat(order(buy).quantity()).isEqualByComparingTo("7");
        assertThat(order(buy).ticket().limitPrice()).isEqualByComparingTo("60.03");
    }

    @Test
    void shouldNotSetOffAStopThatWasAdjusted() throws Exception {
        floor.submit("buy", "10", "market");
        VenueOrder stop = floor.submit("sell", "10", "stop", "stop_price=80", "time_in_force=gtc");

        carryOut(TEN_FOR_ONE);
        floor.quote("AAPL", "9.99", "10.00");
        floor.trade("AAPL", "10.00");
        assertThat(order(stop).isOpen()).isTrue();
        floor.quote("AAPL", "7.90", "7.91");
        floor.trade("AAPL", "7.90");

        assertThat(order(stop).status()).isEqualTo(VenueOrder.Status.FILLED);
        assertThat(floor.books.holding("AAPL").quantity()).isEqualByComparingTo("0");
    }

    @Test
    void shouldCancelEveryOrderOfAReverseSplit() throws Exception {
        floor.submit("buy", "14", "market");
        VenueOrder stop = floor.submit("sell", "4", "stop", "stop_price=80", "time_in_force=gtc");
        VenueOrder other =
                floor.submit(
                        "buy", "1", "limit", "limit_price=1", "symbol=KO", "time_in_force=gtc");

        carryOut(ONE_FOR_SEVEN);

        assertThat(order(stop).status()).isEqualTo(VenueOrder.Status.CANCELED);
        assertThat(order(other).isOpen()).isTrue();
    }

    @Test
    void shouldBeTheSameAfterARestart() throws Exception {
        floor.submit("buy", "30", "market");
        VenueOrder stop = floor.submit("sell", "10", "stop", "stop_price=80", "time_in_force=gtc");
        carryOut(TEN_FOR_ONE);
        carryOut(QUARTER_DOLLAR);
        carryOut(ONE_FOR_SEVEN);
        String holdings = floor.books.holdings().toString();
        BigDecimal cash = floor.books.cash();
        List<Activity> told = activities();
        List<History.Event> events = List.copyOf(floor.books.history().events());

        restart();

        assertThat(floor.books.holdings().toString()).isEqualTo(holdings);
        assertThat(floor.books.cash()).isEqualByComparingTo(cash);
        assertThat(activities()).isEqualTo(told);
        assertThat(floor.books.history().events()).isEqualTo(events);
        assertThat(order(stop).status()).isEqualTo(VenueOrder.Status.CANCELED);
    }

    @Test
    void shouldTakeTheStepsThatAProcessDidNotTakeAnyMore() throws Exception {
        floor.submit("buy", "30", "market");
        VenueOrder stop = floor.submit("sell", "10", "stop", "stop_price=80", "time_in_force=gtc");
        carryOut(TEN_FOR_ONE);
        floor.close();
        Path file = folder.resolve("ledger.jsonl");
        List<String> lines = Files.readAllLines(file);
        List<String> cut = lines.subList(0, 1 + lines.indexOf(find(lines, "\"corporate-action\"")));
        Files.write(file, cut);

        floor = new Floor(file, 0);
        floor.advance(Duration.ofSeconds(2));
        floor.exchange.onTime();

        assertThat(order(stop).quantity()).isEqualByComparingTo("100");
        assertThat(activities()).hasSize(2);
    }

    private static String find(List<String> lines, String part) {
        return lines.stream().filter(line -> line.contains(part)).findFirst().orElseThrow();
    }

    @Test
    void shouldListActivitiesAsLateAsTold() throws Exception {
        floor.submit("buy", "30", "market");

        carryOut(TEN_FOR_ONE.replace("}", ",\"list_after_seconds\":60,\"add_after_seconds\":180}"));

        assertThat(floor.books.holding("AAPL").quantity()).isEqualByComparingTo("300");
        assertThat(activities()).isEmpty();
        floor.advance(Duration.ofSeconds(61));
        floor.exchange.onTime();
        assertThat(activities()).hasSize(1);
        restart();
        floor.advance(Duration.ofSeconds(242));
        floor.exchange.onTime();
        assertThat(activities()).hasSize(2);
        assertThat(Duration.between(activities().get(0).at(), activities().get(1).at()))
                .isGreaterThan(Duration.ofSeconds(120));
        assertThat(stated().get(0).day()).isEqualTo(stated().get(1).day());
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThatThrownBy(() -> carryOut(TEN_FOR_ONE.replace("10", "0.5")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("new_rate must be above old_rate");
        assertThatThrownBy(() -> carryOut(ONE_FOR_SEVEN.replace("7", "1")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("new_rate must be below old_rate");
        assertThatThrownBy(() -> carryOut(QUARTER_DOLLAR.replace("0.25", "100")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("invalid rate: must be a number above 0 and below 100");
        assertThatThrownBy(() -> carryOut(TEN_FOR_ONE.replace("AAPL", "NONE")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("invalid symbol");
        assertThatThrownBy(() -> carryOut("{\"type\":\"merger\",\"symbol\":\"AAPL\"}"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("invalid type");
        assertThat(floor.books.actions()).isEmpty();
    }
}

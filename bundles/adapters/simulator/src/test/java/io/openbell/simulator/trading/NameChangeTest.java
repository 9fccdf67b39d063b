package io.openbell.simulator.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameChangeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RENAME =
            "{\"type\":\"name_change\",\"symbol\":\"AAPL\",\"new_symbol\":\"APLX\"%s}";

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

    private void rename(String more) throws Refusal, IOException {
        floor.exchange.carryOut(JSON.readTree(RENAME.formatted(more)));
        floor.settle();
    }

    private List<Activity> activities() {
        return floor.books.history().events().stream()
                .filter(History.Other.class::isInstance)
                .map(event -> ((History.Other) event).activity())
                .filter(activity -> activity.type().equals("NC"))
                .toList();
    }

    @Test
    void shouldHoldTheSameUnderTheNewNameAlsoAfterARestart() throws Exception {
        floor.submit("buy", "30", "market");
        Holding before = floor.books.holding("AAPL");

        rename("");
        floor.close();
        floor = new Floor(folder.resolve("ledger.jsonl"), 0);

        assertThat(floor.books.holding("AAPL").quantity()).isZero();
        Holding after = floor.books.holding("APLX");
        assertThat(after.quantity()).isEqualByComparingTo("30");
        assertThat(after.cost()).isEqualByComparingTo(before.cost());
        assertThat(floor.books.cash()).isEqualByComparingTo("97000");
        assertThat(floor.books.realized()).isZero();
        assertThat(activities()).hasSize(2);
    }

    @Test
    void shouldListTheSharesAsRemovedAndAddedEachWhenItIsDue() throws Exception {
        floor.submit("buy", "30", "market");

        rename(",\"list_after_seconds\":60,\"add_after_seconds\":180");

        assertThat(activities()).isEmpty();
        floor.advance(Duration.ofSeconds(61));
        floor.exchange.onTime();
        assertThat(activities()).extracting(Activity::symbol).containsExactly("AAPL");
        floor.advance(Duration.ofSeconds(180));
        floor.exchange.onTime();
        assertThat(activities()).extracting(Activity::symbol).containsExactly("AAPL", "APLX");
        assertThat(activities())
                .extracting(activity -> String.valueOf(Decimals.textOrNull(activity.quantity())))
                .containsExactly("-30", "30");
        assertThat(activities()).allMatch(activity -> activity.netAmount().signum() == 0);
    }

    @Test
    void shouldEndAllOrdersUnderTheOldName() throws Exception {
        floor.submit("buy", "30", "market");
        VenueOrder stop = floor.submit("sell", "20", "stop", "stop_price=50", "time_in_force=gtc");
        VenueOrder today = floor.submit("sell", "10", "limit", "limit_price=150");
        VenueOrder other = floor.submit("buy", "1", "limit", "symbol=KO", "limit_price=50");

        rename("");

        assertThat(stop.status()).isEqualTo(VenueOrder.Status.CANCELED);
        assertThat(today.status()).isEqualTo(VenueOrder.Status.EXPIRED);
        assertThat(other.isOpen()).isTrue();
    }

    @Test
    void shouldTradeUnderTheNewNameOnly() throws Exception {
        floor.submit("buy", "30", "market");

        rename("");

        assertThatThrownBy(() -> floor.submit("sell", "30", "market"))
                .hasMessageContaining("asset \"AAPL\" is not active");
        VenueOrder closing = floor.submit("sell", "30", "market", "symbol=APLX");
        assertThat(closing.status()).isEqualTo(VenueOrder.Status.FILLED);
        assertThat(floor.books.holdings()).isEmpty();
        assertThat(floor.books.realized()).isEqualByComparingTo("-3");
    }

    @Test
    void shouldRefuseANameThatIsTakenOrNone() {
        for (String name : List.of("KO", "AAPL", "", "TOOLONG", "A1", "BTC/USD")) {
            assertThatThrownBy(
                            () ->
                                    floor.exchange.carryOut(
                                            JSON.readTree(
                                                    RENAME.formatted("").replace("APLX", name))))
                    .as(name)
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("new_symbol");
        }
    }

    @Test
    void shouldTakeTheOldNameBack() throws Exception {
        floor.submit("buy", "30", "market");
        rename("");

        floor.exchange.carryOut(
                JSON.readTree(
                        "{\"type\":\"name_change\",\"symbol\":\"APLX\",\"new_symbol\":\"AAPL\"}"));

        assertThat(floor.books.holding("AAPL").quantity()).isEqualByComparingTo("30");
        assertThat(floor.submit("sell", "30", "market").status())
                .isEqualTo(VenueOrder.Status.FILLED);
    }
}

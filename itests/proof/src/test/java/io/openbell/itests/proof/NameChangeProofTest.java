package io.openbell.itests.proof;

import static io.openbell.itests.proof.ActionStand.APPLE;
import static io.openbell.itests.proof.ActionStand.HOLDERS;
import static io.openbell.itests.proof.ActionStand.RENAMED;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stock gets another name, end to end: each source goes on with what it holds, what it paid and what it earned, as the
 * exchange's ledger has it, and nothing halts, though nobody configured the new name. B83.
 */
class NameChangeProofTest {

    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final String RENAME =
            "{\"type\":\"name_change\",\"symbol\":\"AAPL\",\"new_symbol\":\"APLX\"%s}";

    @TempDir Path folder;

    private final Map<String, Price> paid = new HashMap<>();
    private final Map<String, Money> realized = new HashMap<>();
    private ActionStand stand;
    private Order stop;
    private int entries;

    @BeforeEach
    void open() throws Exception {
        stand = new ActionStand(folder);
        stand.awaitOpen();
        stand.trade("one", APPLE, Side.BUY, 35);
        stand.trade("two", APPLE, Side.BUY, 20);
        stand.trade("operator", APPLE, Side.BUY, 10);
        stand.trade("one", APPLE, Side.SELL, 5);
        stop = stand.protect("one", APPLE, 30, 0.5);
        stand.awaitAgreement();
        for (String source : HOLDERS) {
            paid.put(source, stand.paid(source, APPLE));
            realized.put(source, stand.realized(source));
        }
    }

    @AfterEach
    void close() throws Exception {
        stand.close();
    }

    private OrderIntent wish(String source, Side side, int shares) {
        return stand.wish(source, RENAMED, side, shares, new OrderTerms.Market(), TimeInForce.DAY);
    }

    private void awaitEverythingUnderTheNewName() {
        await().atMost(AT_MOST).until(() -> stand.held("one", RENAMED).equals(Quantity.of(30)));
        stand.awaitAgreement();
        assertThat(stand.held("two", RENAMED)).isEqualTo(Quantity.of(20));
        assertThat(stand.held("operator", RENAMED)).isEqualTo(Quantity.of(10));
        for (String source : HOLDERS) {
            assertThat(stand.held(source, APPLE)).as(source).isEqualTo(Quantity.ZERO);
            assertThat(stand.paid(source, RENAMED)).as(source).isEqualTo(paid.get(source));
            assertThat(stand.realized(source)).as(source).isEqualTo(realized.get(source));
        }
        assertThat(stand.held("external", RENAMED)).isEqualTo(Quantity.ZERO);
        await().atMost(AT_MOST).until(() -> stand.order(stop).status() == OrderStatus.CANCELED);
        await().atMost(AT_MOST).until(() -> !stand.isFrozen(RENAMED) && !stand.isFrozen(APPLE));
    }

    /** In three rounds, as {@code trading:close} does it; then two buys more. */
    private void checkThatTradingGoesOnUnderTheNewName() throws InterruptedException {
        List<String> denials = new ArrayList<>();
        for (int round = 1; round <= 3 && !denials.contains(""); round++) {
            if (round > 1) {
                Thread.sleep(1_000);
            }
            denials.add(stand.denial(wish("one", Side.SELL, 30)));
        }
        assertThat(denials).last().isEqualTo("");
        await().atMost(AT_MOST).until(() -> stand.held("one", RENAMED).isZero());
        await().atMost(AT_MOST)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> stand.denial(wish("two", Side.BUY, ++entries)).isEmpty());
        stand.awaitAgreement();
        assertThat(stand.held("two", RENAMED)).isEqualTo(Quantity.of(20 + entries));
        stand.checkThatNobodySoldMoreThanTheyHeld();
    }

    @Test
    void shouldGoOnWithWhoeverHeldItThoughTheHalvesComeApart() throws Exception {
        stand.night();

        stand.carryOut(RENAME.formatted(",\"add_after_seconds\":5"));

        await().atMost(AT_MOST).until(() -> stand.isFrozen(APPLE) && stand.isFrozen(RENAMED));
        assertThat(stand.denial(wish("two", Side.BUY, 1))).isNotEmpty();
        assertThat(stand.held("one", APPLE)).isEqualTo(Quantity.of(30));
        awaitEverythingUnderTheNewName();
        stand.morning();
        checkThatTradingGoesOnUnderTheNewName();
    }

    @Test
    void shouldFindAtTheStartWhatWasRenamedWhileNobodyLooked() throws Exception {
        stand.stop();

        stand.carryOut(RENAME.formatted(""));
        stand.start();

        stand.awaitOpen();
        awaitEverythingUnderTheNewName();
        checkThatTradingGoesOnUnderTheNewName();
        stand.stop();
        stand.start();
        stand.awaitOpen();
        stand.awaitAgreement();
        assertThat(stand.held("two", RENAMED)).isEqualTo(Quantity.of(20 + entries));
    }

    /** The control: what nobody explains halts. */
    @Test
    void shouldHaltWhenTheVenueDoesNotSayWhatBecameOfTheShares() throws Exception {
        stand.night();

        stand.carryOut(RENAME.formatted(",\"list_after_seconds\":3600"));

        await().atMost(AT_MOST).until(() -> !stand.halt().isEmpty());
        assertThat(stand.halt()).contains("AAPL ours=60 venue=0").contains("APLX ours=0 venue=60");
        assertThat(stand.held("one", APPLE)).isEqualTo(Quantity.of(30));
    }
}

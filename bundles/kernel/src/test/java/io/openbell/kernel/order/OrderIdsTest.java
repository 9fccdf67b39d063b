package io.openbell.kernel.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.testkit.Intents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class OrderIdsTest {

    private static final Instant NOW = Instant.parse("2025-01-15T14:30:00Z");

    private final List<Journaled> journal = new ArrayList<>();

    @Test
    void shouldNeverNameTwoOrdersAlikeOverRestarts() {
        journal.add(adopted(NOW));
        Set<OrderId> names = new HashSet<>();
        for (int run = 0; run < 20; run++) {
            OrderIds ids = restart();
            for (int i = 0; i < 10; i++) {
                OrderId name = ids.next();
                assertThat(names.add(name)).as(name.value()).isTrue();
                if (i % 3 == 0) {
                    journal.add(new OrderInitialized(name, new Intents(NOW).buy("AAPL", "1"), NOW));
                }
            }
        }
    }

    @Test
    void shouldGiveTheSameNamesForTheSameJournal() {
        journal.add(adopted(NOW));
        OrderIds first = restart();
        OrderIds second = new OrderIds(TradingMode.PAPER);
        journal.forEach(second::observe);

        assertThat(second.next()).isEqualTo(first.next());
    }

    @Test
    void shouldNotRepeatTheNamesOfAnEarlierJournalOfTheSameAccount() {
        journal.add(adopted(NOW));
        OrderId before = restart().next();
        journal.clear();
        journal.add(adopted(NOW.plusMillis(1)));

        assertThat(restart().next()).isNotEqualTo(before);
    }

    /** After the backup the account went on for a session that the restored journal knows nothing of. */
    @Test
    void shouldNotRepeatTheNamesThatAJournalRestoredFromABackupHasForgotten() {
        journal.add(adopted(NOW));
        restart();
        List<Journaled> backup = List.copyOf(journal);
        OrderId forgotten = restart(NOW.plusSeconds(60)).next();
        journal.clear();
        journal.addAll(backup);

        OrderId after = restart(NOW.plusSeconds(120)).next();

        assertThat(after).isNotEqualTo(forgotten);
        assertThat(restart(NOW.plusSeconds(60)).next()).as("the control").isNotEqualTo(after);
    }

    @Test
    void shouldSpellNamesAsTheVenueTakesThem() {
        journal.add(adopted(NOW));
        OrderIds ids = new OrderIds(TradingMode.LIVE);
        journal.add(new SessionMark(true, "1", NOW));
        journal.forEach(ids::observe);
        ids.observe(
                new OrderInitialized(
                        new OrderId(named("lx-1-999999999999999999")),
                        new Intents(NOW).buy("AAPL", "1"),
                        NOW));

        assertThat(ids.next().value())
                .matches("l[a-z0-9]+-[a-z0-9]+-[0-9]+-[a-z0-9]+")
                .hasSizeLessThanOrEqualTo(48);
    }

    @Test
    void shouldRecogniseItsOwnNames() {
        journal.add(adopted(NOW));
        OrderId own = restart().next();

        assertThat(OrderIds.isOurs(own)).isTrue();
        assertThat(OrderIds.isOurs(new OrderId(own.value() + "x"))).isFalse();
        assertThat(OrderIds.isOurs(new OrderId("3f9c2d1e-aaaa-bbbb-cccc-1234567890ab"))).isFalse();
        assertThat(OrderIds.isOurs(new OrderId("manual"))).isFalse();
    }

    @Test
    void shouldNameNothingBeforeTheJournalTold() {
        assertThatThrownBy(() -> new OrderIds(TradingMode.PAPER).next())
                .isInstanceOf(IllegalStateException.class);
    }

    private OrderIds restart() {
        return restart(NOW);
    }

    private OrderIds restart(Instant at) {
        journal.add(new SessionMark(true, "1", at));
        OrderIds ids = new OrderIds(TradingMode.PAPER);
        journal.forEach(ids::observe);
        return ids;
    }

    private static AccountAdopted adopted(Instant at) {
        return new AccountAdopted("PA1", Money.parse("100000"), List.of(), at);
    }

    private static String named(String prefix) {
        CRC32 crc = new CRC32();
        prefix.chars().forEach(crc::update);
        return prefix + "-" + Long.toString(crc.getValue(), 36);
    }
}

package io.openbell.kernel.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Price;
import io.openbell.api.value.Side;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random portfolios and wishes around the limits: the gate decides as a second writing of the rules does. */
class RiskPropertyTest {

    private static final int WISHES = 30_000;

    private static final String[] SYMBOLS = {"AAPL", "IBM", "KO"};

    private static final Map<DenyReason, Integer> ROWS = new EnumMap<>(DenyReason.class);

    static {
        ROWS.put(DenyReason.MALFORMED, 7);
        ROWS.put(DenyReason.TICK_LOT, 10);
        ROWS.put(DenyReason.QUOTE_STALE, 14);
        ROWS.put(DenyReason.QUOTE_INSANE, 15);
        ROWS.put(DenyReason.PRICE_COLLAR, 16);
        ROWS.put(DenyReason.MAX_ORDER_QTY, 17);
        ROWS.put(DenyReason.MAX_ORDER_NOTIONAL, 17);
        ROWS.put(DenyReason.MAX_POSITION_NOTIONAL, 18);
        ROWS.put(DenyReason.MAX_GROSS_EXPOSURE, 19);
        ROWS.put(DenyReason.MAX_NET_EXPOSURE, 19);
        ROWS.put(DenyReason.BUYING_POWER, 21);
    }

    @Test
    void shouldDecideAsTheRulesWrittenASecondTimeDo() {
        Map<Integer, Integer> seen = new TreeMap<>();
        for (long seed = 0; seed < WISHES; seed++) {
            Random random = new Random(seed);
            String equity = pick(random, "50000", "100000", "20000.01");
            Scenario scenario = new Scenario(TradingMode.PAPER, equity);
            String power = pick(random, "200000", "4000", "990.55");
            populate(scenario, random, equity, power);
            OrderIntent wish = wish(scenario, random);

            Optional<Integer> expected =
                    new IndependentChecker(scenario, equity, power)
                            .firstBroken(wish, scenario.now());
            RiskDecision decision = scenario.review(wish);

            Integer actual =
                    decision instanceof RiskDecision.Denied denied
                            ? ROWS.getOrDefault(denied.reason(), -1)
                            : null;
            assertThat(Optional.ofNullable(actual))
                    .as("seed %d: %s -> %s", seed, wish, decision)
                    .isEqualTo(expected);
            seen.merge(expected.orElse(0), 1, Integer::sum);
        }
        assertThat(seen.keySet()).contains(0, 7, 10, 14, 15, 16, 17, 18, 19, 21);
        assertThat(seen.get(0)).isGreaterThan(WISHES / 20);
    }

    private static void populate(
            Scenario scenario, Random random, String equity, String buyingPower) {
        Limits limits = new Limits();
        limits.maxGrossPercent = random.nextBoolean() ? 100 : 40;
        limits.maxNetPercent = random.nextBoolean() ? 100 : 25;
        limits.maxPositionNotionalPercent = random.nextBoolean() ? 10 : 50;
        scenario.limits = limits.build();
        scenario.account("PA1", equity, buyingPower);
        for (String symbol : SYMBOLS) {
            long cents = 9_000 + random.nextInt(2_000);
            long spread =
                    random.nextInt(20) == 0 ? random.nextInt(400) - 50 : 1 + random.nextInt(20);
            scenario.quote(symbol, cents(cents), cents(cents + 2));
            scenario.quote(symbol, cents(cents), cents(cents + spread));
            if (random.nextBoolean()) {
                scenario.hold(symbol, "" + (random.nextInt(400) - 200), "100");
            }
            if (random.nextInt(3) == 0) {
                boolean buy = random.nextBoolean();
                scenario.working(
                        scenario.intents.of(
                                buy ? Side.BUY : Side.SELL,
                                symbol,
                                "" + (1 + random.nextInt(60)),
                                new OrderTerms.Limit(Price.parse(buy ? "1" : "1000"))),
                        OrderStatus.SUBMITTED);
            }
        }
        if (random.nextInt(20) == 0) {
            scenario.pass(Duration.ofMillis(4_998 + random.nextInt(6)));
        }
    }

    private static OrderIntent wish(Scenario scenario, Random random) {
        String symbol = SYMBOLS[random.nextInt(SYMBOLS.length)];
        String quantity =
                switch (random.nextInt(12)) {
                    case 0 -> "0";
                    case 1 -> "1." + (1 + random.nextInt(9));
                    case 2 -> "" + (990 + random.nextInt(20));
                    default -> "" + (1 + random.nextInt(90));
                };
        long mid = scenario.quoteCents(symbol);
        long price =
                random.nextInt(8) == 0
                        ? mid * (random.nextBoolean() ? 97 : 103) / 100 + random.nextInt(5) - 2
                        : mid + random.nextInt(100) - 50;
        OrderTerms terms =
                random.nextInt(4) == 0
                        ? new OrderTerms.Market()
                        : new OrderTerms.Limit(
                                Price.parse(cents(price) + (random.nextInt(30) == 0 ? "5" : "")));
        return scenario.intents.of(
                random.nextBoolean() ? Side.BUY : Side.SELL, symbol, quantity, terms);
    }

    private static String cents(long cents) {
        return cents / 100 + "." + String.format("%02d", cents % 100);
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}

package io.openbell.simulator.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("ledger.jsonl");
    }

    private Floor busyFloor() throws Exception {
        Floor floor = new Floor(file(), 30);
        Random random = new Random(11);
        for (int i = 0; i < 400; i++) {
            int price = 9_000 + random.nextInt(2_000);
            floor.quote("AAPL", cents(price), cents(price + 7));
            floor.trade("AAPL", cents(price + 3));
            try {
                placeSomething(floor, random, price);
            } catch (Refusal expectedNowAndThen) {
                assertThat(expectedNowAndThen.httpStatus()).isIn(403, 422);
            }
        }
        return floor;
    }

    private static void placeSomething(Floor floor, Random random, int price)
            throws Refusal, IOException {
        String side = random.nextBoolean() ? "buy" : "sell";
        String quantity = String.valueOf(1 + random.nextInt(40));
        switch (random.nextInt(6)) {
            case 0 -> floor.submit(side, quantity, "limit", "limit_price=" + cents(price + 50));
            case 1 -> floor.submit(side, quantity, "stop", "stop_price=" + cents(price - 400));
            case 2 -> floor.submit(side, quantity, "trailing_stop", "trail_percent=1.5");
            case 3 -> {
                List<VenueOrder> open = floor.books.open();
                if (!open.isEmpty()) {
                    floor.cancel(open.get(random.nextInt(open.size())));
                }
            }
            default -> floor.submit(side, quantity, "market");
        }
    }

    private static String cents(int cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    /** Everything a client could ask for, as text. */
    private static String state(Books books) {
        StringBuilder state = new StringBuilder();
        state.append(books.accountNumber()).append(' ').append(books.accountId()).append('\n');
        state.append(books.cash().stripTrailingZeros()).append(' ');
        state.append(books.realized().stripTrailingZeros()).append(' ');
        state.append(books.lastEquity()).append(' ').append(books.rejected()).append('\n');
        books.holdings().forEach(holding -> state.append(holding).append('\n'));
        books.orders().forEach(order -> state.append(OrderJson.of(order)).append('\n'));
        books.open().forEach(order -> state.append(order.id()).append(order.isTriggered()));
        books.executions().forEach(execution -> state.append(execution).append('\n'));
        return state.toString();
    }

    @Test
    void shouldBeTheSameAfterARestart() throws Exception {
        Floor floor = busyFloor();
        assertThat(floor.books.executions()).hasSizeGreaterThan(50);
        assertThat(floor.books.open()).isNotEmpty();
        String before = state(floor.books);
        floor.close();

        Floor again = new Floor(file(), 30);

        assertThat(state(again.books)).isEqualTo(before);
        again.close();
    }

    @Test
    void shouldAddUpToTheCent() throws Exception {
        Floor floor = busyFloor();

        BigDecimal cash = new BigDecimal(100_000);
        BigDecimal shares = BigDecimal.ZERO;
        for (Execution fill : floor.books.executions()) {
            BigDecimal signed = fill.side().signed(fill.quantity());
            cash = cash.subtract(signed.multiply(fill.price()));
            shares = shares.add(signed);
        }
        assertThat(floor.books.cash()).isEqualByComparingTo(cash);
        assertThat(floor.books.holding("AAPL").quantity()).isEqualByComparingTo(shares);
        BigDecimal open = floor.books.holding("AAPL").cost();
        assertThat(floor.books.realized().add(new BigDecimal(100_000)))
                .isCloseTo(cash.add(open), within("0.000000001"));
        floor.close();
    }

    private static org.assertj.core.data.Offset<BigDecimal> within(String value) {
        return org.assertj.core.api.Assertions.within(new BigDecimal(value));
    }

    @Test
    void shouldGoOnWithOpenOrdersAfterARestart() throws Exception {
        Floor floor = new Floor(file(), 0);
        floor.quote("AAPL", "99.90", "100.10");
        VenueOrder order = floor.submit("buy", "10", "limit", "limit_price=95");
        floor.close();

        Floor again = new Floor(file(), 0);
        again.quote("AAPL", "94.00", "94.20");

        assertThat(again.books.find(order.id()).orElseThrow().averageFillPrice())
                .isEqualByComparingTo("94.2");
        again.close();
    }

    @Test
    void shouldDropALineTheProcessDiedIn() throws Exception {
        Floor floor = busyFloor();
        String before = state(floor.books);
        floor.close();
        // Longer than what is written next, so that overwriting would not do.
        String torn = "{\"entry\":\"rejected\",\"message\":\"" + "x".repeat(5_000);
        Files.writeString(file(), torn, StandardOpenOption.APPEND);

        Floor again = new Floor(file(), 30);
        assertThat(state(again.books)).isEqualTo(before);
        again.exchange.endDay();
        again.close();

        new Floor(file(), 30).close();
    }

    @Test
    void shouldRefuseALedgerThatWasDamaged() throws Exception {
        busyFloor().close();
        List<String> lines = Files.readAllLines(file());
        lines.set(2, lines.get(2).replace("\"entry\"", "\"entri\""));
        Files.write(file(), lines);

        assertThatThrownBy(() -> new Floor(file(), 30))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ledger.jsonl line 3 is no ledger entry");
    }

    @Test
    void shouldServeOneExchangeOnly() throws Exception {
        Floor floor = new Floor(file(), 0);

        assertThatThrownBy(() -> new Floor(file(), 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use");
        floor.close();
    }

    @Test
    void shouldHoldNothingBackWhenAnOrderIsAnswered() throws Exception {
        Floor floor = new Floor(file(), 0);
        floor.quote("AAPL", "99.90", "100.10");

        floor.submit("buy", "1", "market", "client_order_id=here");

        // Read by somebody else while the exchange still has it open: what a kill -9 would leave.
        assertThat(Files.readAllLines(file()))
                .anyMatch(line -> line.contains("\"accepted\"") && line.contains("\"here\""))
                .anyMatch(line -> line.contains("\"filled\""));
        floor.close();
    }

    @Test
    void shouldReadLedgersOfTheFirstFormat() throws Exception {
        String at = "\"at\":\"2026-03-01T15:00:00Z\"";
        String ticket =
                "{\"clientOrderId\":\"%s\",\"symbol\":\"AAPL\",\"side\":\"BUY\",\"quantity\":\"10\","
                        + "\"type\":\"LIMIT\",\"lasting\":\"GTC\",\"limitPrice\":\"95\","
                        + "\"extendedHours\":false}";
        Files.write(
                file(),
                List.of(
                        "{\"entry\":\"opened\",\"accountNumber\":\"PA1\",\"accountId\":"
                                + "\"8e2b7c60-5a3f-4a0e-9f3d-0d6e1a2b3c4d\",\"cash\":\"100000\","
                                + at
                                + "}",
                        "{\"entry\":\"accepted\",\"orderId\":\"a\",\"ticket\":"
                                + ticket.formatted("a")
                                + ","
                                + at
                                + "}",
                        "{\"entry\":\"filled\",\"orderId\":\"a\",\"executionId\":\"x\",\"price\":\"94\","
                                + "\"quantity\":\"4\","
                                + at
                                + "}",
                        "{\"entry\":\"day\",\"day\":\"2026-03-02\",\"equity\":\"100000\","
                                + at
                                + "}"));

        Floor floor = new Floor(file(), 0);
        VenueOrder order = floor.books.find("a").orElseThrow();
        assertThat(order.status()).isEqualTo(VenueOrder.Status.PARTIALLY_FILLED);
        assertThat(order.ticket().orderClass()).isEqualTo(OrderClass.SIMPLE);
        floor.quote("AAPL", "94.00", "94.20");

        assertThat(order.status()).isEqualTo(VenueOrder.Status.FILLED);
        assertThat(floor.books.holding("AAPL").quantity()).isEqualByComparingTo("10");
        floor.close();
    }
}

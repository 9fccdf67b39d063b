package io.openbell.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.openbell.testkit.TestData;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OptionMarketTest {

    private Instant now = Instant.parse("2026-03-02T15:00:00Z");
    private final Tape tape = new Tape();
    private final OptionMarket options =
            new OptionMarket(tape, () -> now, OptionParameters.DEFAULTS);

    @BeforeEach
    void list() {
        Listing.SYNTHETIC.forEach(listing -> tape.list(listing, List.of()));
        tape.derive(options);
        tape.accept(quote("229.99", "230.01"));
    }

    private Tick.Quote quote(String bid, String ask) {
        BigDecimal size = new BigDecimal(100);
        return new Tick.Quote(
                "AAPL",
                new BigDecimal(bid),
                size,
                new BigDecimal(ask),
                size,
                "V",
                List.of("R"),
                "C",
                now);
    }

    private static OptionContract contract(String symbol) {
        return OptionContract.parse(symbol).orElseThrow();
    }

    @Test
    void shouldReadAndWriteOccSymbols() {
        OptionContract call = contract("AAPL261218C00232500");

        assertThat(call)
                .isEqualTo(
                        new OptionContract(
                                "AAPL",
                                LocalDate.of(2026, 12, 18),
                                true,
                                new BigDecimal("232.500")));
        assertThat(call.symbol()).isEqualTo("AAPL261218C00232500");
        assertThat(call.name()).isEqualTo("AAPL Dec 18 2026 232.5 Call");
        assertThat(OptionContract.parse("AAPL")).isEmpty();
        assertThat(OptionContract.parse("AAPL261332C00232500")).isEmpty();
    }

    @Test
    void shouldListSeveralExpirationsAndStrikesAroundThePrice() {
        List<OptionContract> chain = options.chain("AAPL");

        assertThat(chain.stream().map(OptionContract::expiration).distinct())
                .containsExactly(
                        LocalDate.of(2026, 3, 6),
                        LocalDate.of(2026, 3, 13),
                        LocalDate.of(2026, 3, 20),
                        LocalDate.of(2026, 3, 27),
                        LocalDate.of(2026, 4, 17),
                        LocalDate.of(2026, 5, 15),
                        LocalDate.of(2026, 6, 18),
                        LocalDate.of(2026, 7, 17),
                        LocalDate.of(2026, 8, 21));
        assertThat(chain).hasSize(9 * 21 * 2);
        assertThat(chain.get(0).strike()).isEqualByComparingTo("205");
        assertThat(chain).allMatch(c -> tape.listing(c.symbol()).isPresent());
        assertThat(options.chain("ZZZZ")).isEmpty();
    }

    @Test
    void shouldKeepPutsAndCallsInParity() {
        OptionValue call = options.value(contract("AAPL260821C00230000")).orElseThrow();
        OptionValue put = options.value(contract("AAPL260821P00230000")).orElseThrow();
        double years = 172 / 365.0;

        assertThat(call.value() - put.value())
                .isCloseTo(230 - 230 * Math.exp(-0.04 * years), within(0.02));
        assertThat(call.delta() - put.delta()).isCloseTo(1, within(1e-9));
        assertThat(call.impliedVolatility()).isEqualTo(put.impliedVolatility());
        assertThat(call.theta()).isNegative();
    }

    @Test
    void shouldQuoteAroundTheValue() {
        for (OptionContract contract : options.chain("AAPL")) {
            Tick.Quote quote = options.peek(contract).orElseThrow();
            double value = options.value(contract).orElseThrow().value();

            assertThat(quote.bid().doubleValue()).isLessThanOrEqualTo(value);
            assertThat(quote.ask().doubleValue()).isGreaterThanOrEqualTo(value);
            assertThat(quote.ask()).isGreaterThan(quote.bid());
            assertThat(quote.bid().signum()).isNotNegative();
        }
    }

    @Test
    void shouldTickOnlyThoseThatWereAskedFor() {
        options.chain("AAPL").forEach(options::peek);
        assertThat(options.after(quote("230.00", "230.02"))).isEmpty();

        tape.quote("AAPL260821C00230000");
        Tick.Quote moved = quote("231.00", "231.02");
        tape.accept(moved);

        assertThat(options.after(moved))
                .containsExactly(tape.quote("AAPL260821C00230000").orElseThrow());
        assertThat(options.after(moved)).as("a second time at once").isEmpty();
    }

    @Test
    void shouldEndWithTheExpirationDay() {
        OptionContract call = contract("AAPL260306C00230000");
        assertThat(options.end(call)).isEqualTo("2026-03-06T21:00:00Z");
        assertThat(tape.quote(call.symbol())).isPresent();

        now = Instant.parse("2026-03-06T21:00:00Z");

        assertThat(options.isExpired(call)).isTrue();
        assertThat(tape.quote(call.symbol())).isEmpty();
        assertThat(options.after(quote("230.00", "230.02"))).isEmpty();
        assertThat(tape.listing(call.symbol())).as("its name stays known").isPresent();
    }

    @Test
    void shouldKnowNoContractThatNeverWas() {
        assertThat(tape.listing("AAPL260305C00230000")).as("a Thursday").isEmpty();
        assertThat(tape.listing("AAPL260618C00230000")).as("before a holiday").isPresent();
        assertThat(tape.listing("AAPL260306C00230100")).as("an odd strike").isEmpty();
        assertThat(tape.listing("ZZZZ260306C00230000")).isEmpty();
    }

    @Test
    void shouldValueEuropeanOptionsAsHaugDoes() throws Exception {
        List<String> rows = Files.readAllLines(TestData.file("reference/haug_european.csv"));
        assertThat(rows.size()).isGreaterThan(40);
        for (String row : rows.subList(1, rows.size())) {
            String[] cell = row.split(",", -1);
            BlackScholes model =
                    BlackScholes.of(
                            cell[0].equals("call"),
                            Double.parseDouble(cell[2]),
                            Double.parseDouble(cell[1]),
                            Double.parseDouble(cell[5]),
                            Double.parseDouble(cell[4]),
                            Double.parseDouble(cell[3]),
                            Double.parseDouble(cell[6]));

            assertThat(model.value()).as(row).isCloseTo(Double.parseDouble(cell[7]), within(1e-4));
        }
    }
}

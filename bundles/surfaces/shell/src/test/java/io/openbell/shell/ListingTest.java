package io.openbell.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.order.OrderStatus;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.shell.Answer.Form;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ListingTest {

    private final Listing listing =
            new Listing("things", "No things")
                    .column("symbol", "Symbol")
                    .number("quantity", "Quantity")
                    .number("price", "Price")
                    .number("profit", "Profit")
                    .detail("status")
                    .column("at", "At");

    @Test
    void shouldPrintATableForPeopleWithoutTheDetails() {
        listing.row(
                Symbol.of("AAPL"),
                Quantity.parse("-10.5"),
                Price.parse("187.5"),
                new Values.Profit(Money.parse("12.345")),
                OrderStatus.ACCEPTED,
                Instant.parse("2025-01-15T14:30:00.123456Z"));
        listing.figure("cash", "Cash", Money.parse("-1000"));

        assertThat(Printed.as(Form.TABLE, listing))
                .contains("Symbol", "AAPL", "-10.5", "187.50", "+12.34", "14:30:00.123Z")
                .contains("Cash: -1000.00")
                .doesNotContain("ACCEPTED");
    }

    @Test
    void shouldPrintOneHeaderAndTabsForScripts() {
        listing.row(
                Symbol.of("AAPL"),
                Quantity.of(3),
                null,
                new Values.Profit(Money.ZERO),
                OrderStatus.FILLED,
                null);
        listing.figure("cash", "Cash", Money.ZERO);

        assertThat(Printed.as(Form.PLAIN, listing))
                .isEqualTo(
                        "symbol\tquantity\tprice\tprofit\tstatus\tat\n"
                                + "AAPL\t3\t\t0.00\tFILLED\t\n");
    }

    @Test
    void shouldPrintExactDecimalsAndNullsAsJson() {
        listing.row(
                Symbol.of("BTC/USD"),
                Quantity.parse("0.000000001"),
                Price.parse("9223372036.1"),
                new Values.Profit(Money.parse("-0.5")),
                OrderStatus.FILLED,
                null);
        listing.figure("cash", "Cash", Money.parse("100000"));

        assertThat(Printed.as(Form.JSON, listing))
                .isEqualTo(
                        "{\"things\":[{\"symbol\":\"BTC/USD\",\"quantity\":0.000000001,"
                                + "\"price\":9223372036.10,\"profit\":-0.50,\"status\":\"FILLED\","
                                + "\"at\":null}],\"cash\":100000.00}\n");
    }

    @Test
    void shouldSayThatThereIsNothing() {
        assertThat(Printed.as(Form.TABLE, listing)).contains("No things");
        assertThat(Printed.as(Form.PLAIN, listing)).hasLineCount(1);
        assertThat(Printed.as(Form.JSON, listing)).isEqualTo("{\"things\":[]}\n");
    }

    @Test
    void shouldLetNobodyWriteEscapesOrLinesIntoTheTerminal() {
        Listing names = new Listing("names", "none").column("name", "Name");
        names.row("evil\u001b[2J\tname\nrm");

        assertThat(Printed.as(Form.PLAIN, names)).isEqualTo("name\nevil [2J name rm\n");
    }

    @Test
    void shouldRefuseARowOfTheWrongLength() {
        assertThatThrownBy(() -> listing.row("AAPL"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row has 1 values for 6 columns");
    }
}

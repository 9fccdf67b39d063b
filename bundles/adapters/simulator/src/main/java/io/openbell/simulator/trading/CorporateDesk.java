package io.openbell.simulator.trading;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.simulator.market.AssetClass;
import io.openbell.simulator.market.CorporateAction;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.Tape;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Carries splits, dividends and new names out: a line of the ledger, then positions, prices and orders, then the activities that tell
 * of it. A restart takes the steps that are missing.
 */
final class CorporateDesk {

    private static final int MOST_SECONDS = 366 * 24 * 3600;
    private static final Pattern NAME = Pattern.compile("[A-Z]{1,5}");
    private static final BigDecimal MOST_SHARES = new BigDecimal(10_000);

    private final Books books;
    private final Clerk clerk;
    private final Groups groups;
    private final Tape tape;

    CorporateDesk(Books books, Clerk clerk, Groups groups, Tape tape) {
        this.books = books;
        this.clerk = clerk;
        this.groups = groups;
        this.tape = tape;
    }

    /** Does at once what the body says. */
    CorporateAction carryOut(JsonNode body) throws Refusal, IOException {
        Fields fields = Fields.of(body);
        CorporateAction action = read(fields);
        boolean reverse = action.kind() == CorporateAction.Kind.REVERSE_SPLIT;
        boolean fractionsPaid =
                switch (fields.text("fractions")) {
                    case "" -> reverse;
                    case "cash" -> true;
                    case "keep" -> false;
                    default -> throw Refusal.invalid("invalid fractions: must be cash or keep");
                };
        Instant listAt = action.at().plus(seconds(fields, "list_after_seconds"));
        Instant addAt = listAt.plus(seconds(fields, "add_after_seconds"));
        requireNoOptions(action);
        clerk.write(new LedgerEntry.ActionTaken(action, fractionsPaid, listAt, addAt, action.at()));
        tape.apply(action);
        settleOrders();
        list(action.at());
        return action;
    }

    private CorporateAction read(Fields fields) throws Refusal {
        CorporateAction.Kind kind = fields.word("type", CorporateAction.Kind.class);
        String symbol = Instrument.canonical(fields.text("symbol"), tape);
        Listing listing =
                tape.listing(symbol)
                        .filter(known -> known.assetClass() == AssetClass.US_EQUITY)
                        .orElseThrow(() -> Refusal.invalid("invalid symbol: must be a stock"));
        BigDecimal price =
                tape.mark(listing.symbol())
                        .orElseThrow(() -> Refusal.unprocessable("there is no price of " + symbol));
        boolean dividend = kind == CorporateAction.Kind.CASH_DIVIDEND;
        boolean split = !dividend && kind != CorporateAction.Kind.NAME_CHANGE;
        BigDecimal fresh = split ? positive(fields, "new_rate", MOST_SHARES) : BigDecimal.ONE;
        BigDecimal old = split ? positive(fields, "old_rate", MOST_SHARES) : BigDecimal.ONE;
        int more = fresh.compareTo(old);
        if (kind == CorporateAction.Kind.FORWARD_SPLIT && more <= 0) {
            throw Refusal.invalid("new_rate must be above old_rate in a forward split");
        }
        if (kind == CorporateAction.Kind.REVERSE_SPLIT && more >= 0) {
            throw Refusal.invalid("new_rate must be below old_rate in a reverse split");
        }
        BigDecimal rate = dividend ? positive(fields, "rate", price) : BigDecimal.ZERO;
        return new CorporateAction(
                clerk.uuid("corporate action", books.entries()),
                kind,
                listing.symbol(),
                split || dividend ? null : newName(fields),
                fresh,
                old,
                rate,
                price,
                clerk.now());
    }

    private String newName(Fields fields) throws Refusal {
        String name = fields.text("new_symbol").toUpperCase(Locale.ROOT);
        if (!NAME.matcher(name).matches() || tape.listing(name).isPresent()) {
            throw Refusal.invalid(
                    "invalid new_symbol: must be one to five letters, and listed nowhere here");
        }
        return name;
    }

    private static BigDecimal positive(Fields fields, String field, BigDecimal below)
            throws Refusal {
        BigDecimal number = fields.number(field);
        if (number == null || number.signum() <= 0 || number.compareTo(below) >= 0) {
            throw Refusal.invalid(
                    "invalid "
                            + field
                            + ": must be a number above 0 and below "
                            + Decimals.text(below));
        }
        return number;
    }

    private static Duration seconds(Fields fields, String field) throws Refusal {
        BigDecimal number = fields.number(field);
        BigDecimal most = BigDecimal.valueOf(MOST_SECONDS);
        if (number == null) {
            return Duration.ZERO;
        }
        if (number.signum() < 0 || number.compareTo(most) > 0) {
            throw Refusal.invalid(
                    "invalid " + field + ": must be a number from 0 to " + MOST_SECONDS);
        }
        return Duration.ofMillis(number.movePointRight(3).longValue());
    }

    /** Contracts would be other ones afterwards, which nobody lists here. */
    private void requireNoOptions(CorporateAction action) throws Refusal {
        boolean held =
                books.holdings().stream()
                                .anyMatch(holding -> isOn(holding.symbol(), action.symbol()))
                        || books.open().stream()
                                .anyMatch(order -> isOn(order.ticket().symbol(), action.symbol()));
        if (action.kind() != CorporateAction.Kind.CASH_DIVIDEND && held) {
            throw Refusal.unprocessable(
                    "contracts on "
                            + action.symbol()
                            + " are not adjusted here: close positions and orders in them first");
        }
    }

    private static boolean isOn(String contract, String symbol) {
        return Instrument.of(contract).isOption() && Options.underlying(contract).equals(symbol);
    }

    /** What the present process, or the one before it, has not said of orders yet. */
    void settleOrders() throws IOException {
        for (Map.Entry<String, CorporateAction> due : books.actionBook().orders().entrySet()) {
            VenueOrder order = books.find(due.getKey()).orElseThrow();
            if (!order.isOpen()) {
                continue;
            }
            Instant now = clerk.now();
            switch (ActionRules.fate(order, due.getValue())) {
                case EXPIRES -> {
                    clerk.write(new LedgerEntry.Expired(order.id(), now));
                    groups.ended(order);
                }
                case CANCELED -> {
                    clerk.write(
                            new LedgerEntry.Canceled(
                                    order.id(), due.getValue().kind().word(), now));
                    groups.ended(order);
                }
                case RESTATED -> clerk.write(ActionRules.restated(order, due.getValue(), now));
                case STAYS -> throw new IllegalStateException("nothing to say of " + order.id());
            }
        }
    }

    /** Lists the activities that are due. */
    void list(Instant now) throws IOException {
        for (Booking booking : books.actionBook().due(now)) {
            clerk.write(new LedgerEntry.ActivityListed(booking.actionId(), booking.part(), now));
        }
    }
}

package io.openbell.simulator.trading;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/** What the account did, oldest first, and what it was worth: read from the ledger, by the {@link Books}. */
public final class History {

    /** A fill, or something else. */
    public sealed interface Event {

        /** When. */
        Instant at();

        /** A UUID. */
        String id();

        /** A ULID: later events have larger ones. */
        String eventId();
    }

    /** A fill. */
    public record Fill(Execution execution, String eventId) implements Event {

        @Override
        public Instant at() {
            return execution.at();
        }

        @Override
        public String id() {
            return execution.executionId();
        }
    }

    /** No trade. */
    public record Other(Activity activity, String eventId) implements Event {

        @Override
        public Instant at() {
            return activity.at();
        }

        @Override
        public String id() {
            return activity.id();
        }
    }

    private final List<Event> events = new ArrayList<>();
    private Instant latest = Instant.EPOCH;
    private final TreeMap<Instant, BigDecimal> equity = new TreeMap<>();

    void opened(LedgerEntry.Opened first) {
        valued(first.cash(), first.at());
        add(
                new Activity(
                        uuid("deposit " + first.accountId()),
                        "JNLC",
                        "Opening balance",
                        null,
                        null,
                        null,
                        first.cash(),
                        first.at()));
    }

    void executed(Execution execution) {
        events.add(new Fill(execution, eventId(execution.at())));
    }

    void charged(OrderTicket ticket, LedgerEntry.Filled filled, BigDecimal fee) {
        boolean inDollars = ticket.side() == Side.SELL && ticket.instrument().paidInDollars();
        add(
                new Activity(
                        uuid("fee " + filled.executionId()),
                        "CFEE",
                        inDollars
                                ? "Coin Pair Transaction Fee (USD)"
                                : "Coin Pair Transaction Fee (Non USD)",
                        ticket.symbol(),
                        inDollars ? null : fee.negate(),
                        filled.price(),
                        inDollars ? fee.negate() : BigDecimal.ZERO,
                        filled.at()));
    }

    void settled(LedgerEntry.OptionSettled settled, String underlying) {
        String description =
                switch (settled.activity()) {
                    case "OPEXC" -> "Option Exercise";
                    case "OPASN" -> "Option Assignment";
                    default -> "Option Expiry";
                };
        add(
                new Activity(
                        settled.id(),
                        settled.activity(),
                        description,
                        settled.symbol(),
                        settled.contracts(),
                        null,
                        BigDecimal.ZERO,
                        settled.at()));
        if (settled.shares().signum() != 0) {
            add(
                    new Activity(
                            uuid("shares " + settled.id()),
                            "OPTRD",
                            "Option Trade",
                            underlying,
                            settled.shares(),
                            settled.price(),
                            settled.shares().multiply(settled.price()).negate(),
                            settled.at()));
        }
    }

    void listed(Activity activity) {
        add(activity);
    }

    private void add(Activity activity) {
        events.add(new Other(activity, eventId(activity.at())));
    }

    private String eventId(Instant at) {
        latest = at.isAfter(latest) ? at : latest;
        return EventIds.id(latest, events.size(), 0);
    }

    void dayBegan(LedgerEntry.DayBegan began) {
        valued(began.equity(), began.at());
    }

    void valued(BigDecimal dollars, Instant at) {
        equity.put(at, dollars);
    }

    private static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Everything that happened, oldest first; a live view. */
    public List<Event> events() {
        return events;
    }

    /** What the account was worth at which times; a live view. */
    public NavigableMap<Instant, BigDecimal> equity() {
        return equity;
    }
}

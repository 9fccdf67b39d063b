package io.openbell.simulator.trading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.Tape;
import io.openbell.simulator.market.Tick;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes orders, matches them against the tape and keeps the account. Every change is a line in the ledger first: if that
 * cannot be written, nothing changes.
 */
public final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final Books books;
    private final Ledger ledger;
    private final Tape tape;
    private final MatchingRules rules;
    private final Valuation valuation;
    private final AcceptanceChecks checks;
    private final InstantSource clock;
    private final Executor later;
    private final Consumer<TradeUpdate> listeners;
    private final Interference interference;
    private boolean ledgerFails;

    /**
     * Opens the account if the ledger is new.
     *
     * @param books what the ledger says so far
     * @param later runs on the exchange's thread after the present request was answered
     * @throws IOException if the ledger cannot be written
     */
    public Exchange(
            Books books,
            Ledger ledger,
            Tape tape,
            MatchingRules rules,
            Valuation valuation,
            BigDecimal startingCash,
            InstantSource clock,
            Executor later,
            Consumer<TradeUpdate> listeners,
            Interference interference)
            throws IOException {
        this.books = books;
        this.ledger = ledger;
        this.tape = tape;
        this.rules = rules;
        this.valuation = valuation;
        this.checks = new AcceptanceChecks(books, tape, valuation);
        this.clock = clock;
        this.later = later;
        this.listeners = update -> interference.publish(update, listeners);
        this.interference = interference;
        if (!books.isOpened()) {
            String number = "PA" + Long.toString(100_000_000L + newNumber(), 36);
            write(
                    new LedgerEntry.Opened(
                            number.toUpperCase(Locale.ROOT),
                            UUID.randomUUID().toString(),
                            startingCash,
                            now()));
        }
    }

    private static long newNumber() {
        return new SecureRandom().nextInt() & 0x7fff_ffffL;
    }

    /** The account's state, for reading. */
    public Books books() {
        return books;
    }

    /** The account's worth. */
    public Valuation valuation() {
        return valuation;
    }

    /** Open to questions: who disturbs it. */
    public Interference interference() {
        return interference;
    }

    /** Lines in the ledger. */
    public long ledgerLines() {
        return ledger.lines();
    }

    /** The exchange's clock, UTC. */
    public Instant now() {
        return clock.instant();
    }

    /**
     * Takes a new order. It is matched after this returned, as a client of the real exchange would see it.
     *
     * @return the accepted order
     * @throws Refusal     if it is not accepted
     * @throws IOException if the ledger cannot be written; the order was not accepted
     */
    public ObjectNode submit(JsonNode body) throws Refusal, IOException {
        interference.beforeAcceptance();
        OrderTicket ticket;
        try {
            requireUnblockedAccount();
            ticket = TicketReader.read(body);
            checks.require(ticket);
        } catch (Refusal refusal) {
            write(
                    new LedgerEntry.Rejected(
                            abbreviated(body.path("client_order_id").asText()),
                            abbreviated(body.path("symbol").asText()),
                            refusal.httpStatus(),
                            refusal.code(),
                            refusal.message(),
                            now()));
            throw refusal;
        }
        String id = uuid("order", books.orders().size());
        write(new LedgerEntry.Accepted(id, ticket, now()));
        VenueOrder order = books.find(id).orElseThrow();
        ObjectNode asNew = OrderJson.of(order);
        later.execute(
                () -> {
                    tell("new", asNew);
                    admit(order);
                });
        interference.afterAcceptance(order);
        return OrderJson.of(order, "pending_new");
    }

    private void requireUnblockedAccount() throws Refusal {
        if (interference.isAccountBlocked()) {
            throw Refusal.forbidden("account is blocked from trading", Map.of());
        }
    }

    private static String abbreviated(String text) {
        return text.length() <= 128 ? text : text.substring(0, 128);
    }

    private void admit(VenueOrder order) {
        try {
            BigDecimal mark = tape.mark(order.ticket().symbol()).orElse(null);
            raiseMark(order, mark);
            if (order.isOpen() && !order.isTriggered() && MatchingRules.reached(order, tape)) {
                write(new LedgerEntry.Triggered(order.id(), now()));
            }
            match(order);
        } catch (IOException failure) {
            ledgerFailed(failure);
        }
    }

    /** The market moved: the tape already shows it. */
    public void onTick(Tick tick) {
        try {
            beginDay();
            if (books.isIdle()) {
                return;
            }
            for (VenueOrder order : books.open()) {
                if (order.ticket().symbol().equals(tick.symbol())) {
                    consider(order, tick);
                }
            }
            ledgerFails = false;
        } catch (IOException failure) {
            ledgerFailed(failure);
        }
    }

    private void consider(VenueOrder order, Tick tick) throws IOException {
        boolean triggeredNow = false;
        if (!order.isTriggered()) {
            raiseMark(order, tick instanceof Tick.Trade trade ? trade.price() : null);
            triggeredNow = MatchingRules.reached(order, tick);
            if (triggeredNow) {
                write(new LedgerEntry.Triggered(order.id(), now()));
            }
        }
        // What rests is looked at again with every quote; where none are recorded, with every
        // trade.
        if (triggeredNow || tick instanceof Tick.Quote || tape.quote(tick.symbol()).isEmpty()) {
            match(order);
        }
    }

    private void raiseMark(VenueOrder order, @Nullable BigDecimal price) throws IOException {
        Optional<BigDecimal> mark =
                order.isOpen() && !order.isTriggered()
                        ? MatchingRules.raisedMark(order, price)
                        : Optional.empty();
        if (mark.isPresent()) {
            write(new LedgerEntry.Trailed(order.id(), mark.get(), now()));
        }
    }

    private void match(VenueOrder order) throws IOException {
        if (!order.isOpen()
                || !order.isTriggered()
                || interference.isHalted(order.ticket().symbol())) {
            return;
        }
        Optional<BigDecimal> price =
                tape.market(order.ticket().symbol())
                        .flatMap(market -> MatchingRules.price(order, market));
        if (price.isPresent()) {
            int count = books.executions().size();
            BigDecimal quantity = rules.quantity(order, count);
            String executionId = uuid("execution", count);
            write(new LedgerEntry.Filled(order.id(), executionId, price.get(), quantity, now()));
            Execution execution = books.executions().get(count);
            String event = execution.completes() ? "fill" : "partial_fill";
            listeners.accept(
                    new TradeUpdate(
                            event, executionId, execution, OrderJson.of(order), execution.at()));
        }
        if (order.isOpen() && order.ticket().lasting().isImmediate()) {
            write(new LedgerEntry.Canceled(order.id(), "time in force", now()));
            tell("canceled", OrderJson.of(order));
        }
    }

    /**
     * Takes an order out of the market.
     *
     * @throws Refusal     if there is no such order, or it is done
     * @throws IOException if the ledger cannot be written; the order is as before
     */
    public void cancel(String orderId) throws Refusal, IOException {
        VenueOrder order =
                books.find(orderId)
                        .orElseThrow(() -> Refusal.notFound("order not found for " + orderId));
        if (!order.isOpen()) {
            throw Refusal.unprocessable(
                    "order is already in \""
                            + order.status().name().toLowerCase(Locale.ROOT)
                            + "\" state");
        }
        ObjectNode pending = OrderJson.of(order, "pending_cancel");
        Interference.CancelFate fate = interference.onCancel(order);
        if (fate != Interference.CancelFate.DONE) {
            ObjectNode unchanged = OrderJson.of(order);
            later.execute(
                    () -> {
                        tell("pending_cancel", pending);
                        if (fate == Interference.CancelFate.REJECTED) {
                            tell("order_cancel_rejected", unchanged);
                        }
                    });
            return;
        }
        write(new LedgerEntry.Canceled(orderId, "requested", now()));
        ObjectNode canceled = OrderJson.of(order);
        later.execute(
                () -> {
                    tell("pending_cancel", pending);
                    tell("canceled", canceled);
                });
    }

    /** Takes all orders out of the market; returns them as they were found. */
    public List<VenueOrder> cancelAll() throws Refusal, IOException {
        List<VenueOrder> canceled = new ArrayList<>(books.open());
        for (VenueOrder order : canceled) {
            cancel(order.id());
        }
        return canceled;
    }

    /** Ends the trading day by hand: day orders expire, the equity becomes yesterday's. */
    public int endDay() throws IOException {
        int expired = 0;
        for (VenueOrder order : books.open()) {
            if (order.ticket().lasting() == Lasting.DAY) {
                write(new LedgerEntry.Expired(order.id(), now()));
                tell("expired", OrderJson.of(order));
                expired++;
            }
        }
        write(new LedgerEntry.DayBegan(today(), valuation.equity(), now()));
        return expired;
    }

    /** The exchange never closes, but at midnight in New York the equity becomes that of the day before. */
    private void beginDay() throws IOException {
        LocalDate today = today();
        if (!today.equals(books.day())) {
            BigDecimal equity = books.day() == null ? books.startingCash() : valuation.equity();
            write(new LedgerEntry.DayBegan(today, equity, now()));
        }
    }

    /** The date in New York. */
    public LocalDate today() {
        return LocalDate.ofInstant(now(), NEW_YORK);
    }

    private void tell(String event, ObjectNode order) {
        String id = UUID.randomUUID().toString();
        listeners.accept(new TradeUpdate(event, id, null, order, now()));
    }

    private void write(LedgerEntry entry) throws IOException {
        ledger.append(entry);
        books.apply(entry);
    }

    private void ledgerFailed(IOException failure) {
        if (!ledgerFails) {
            ledgerFails = true;
            LOG.error(
                    "ledger not writable, nothing fills until it is cause={}", failure.toString());
        }
    }

    private String uuid(String kind, int number) {
        String name = books.accountId() + ' ' + kind + ' ' + number;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}

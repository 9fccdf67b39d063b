package io.openbell.simulator.trading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.CorporateAction;
import io.openbell.simulator.market.Sessions;
import io.openbell.simulator.market.Tape;
import io.openbell.simulator.market.Tick;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes orders, matches them against the tape and keeps the account. Every change is a line in the ledger first: if that
 * cannot be written, nothing changes.
 */
public final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Books books;
    private final Ledger ledger;
    private final Valuation valuation;
    private final BuyingPower power;
    private final Schedule schedule;
    private final Interference interference;
    private final Clerk clerk;
    private final Groups groups;
    private final Matcher matcher;
    private final DayCycle cycle;
    private final Intake intake;
    private final Liquidation liquidation;
    private final OptionDesk options;
    private final CorporateDesk corporate;
    private boolean ledgerFails;

    /**
     * Opens the account if the ledger is new, and takes the steps its last process did not take any more.
     *
     * @param books        what the ledger says so far
     * @param later        runs on the exchange's thread after the present request was answered
     * @param listeners    hear of what happens to orders
     * @param interference asked before things are done as they should be
     * @throws IOException if the ledger cannot be written
     */
    public Exchange(
            Books books,
            Ledger ledger,
            Tape tape,
            Sessions sessions,
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
        this.valuation = valuation;
        this.interference = interference;
        this.schedule = new Schedule(sessions);
        this.power = new BuyingPower(books, tape, valuation);
        this.clerk =
                new Clerk(
                        books,
                        ledger,
                        clock,
                        later,
                        update -> interference.publish(update, listeners));
        this.groups = new Groups(books, clerk);
        this.options = new OptionDesk(books, clerk, tape, power, schedule);
        this.matcher =
                new Matcher(
                        books,
                        clerk,
                        groups,
                        tape,
                        rules,
                        valuation,
                        power,
                        schedule,
                        interference);
        this.corporate = new CorporateDesk(books, clerk, groups, tape);
        this.cycle =
                new DayCycle(
                        books, clerk, groups, matcher, tape, valuation, schedule, options,
                        corporate);
        this.intake = new Intake(books, clerk, tape, power, schedule, interference);
        this.liquidation = new Liquidation(books, power, tape);
        if (!books.isOpened()) {
            open(startingCash);
        }
        groups.goOn();
        corporate.settleOrders();
    }

    private void open(BigDecimal startingCash) throws IOException {
        String number = "PA" + Long.toString(100_000_000L + newNumber(), 36);
        clerk.write(
                new LedgerEntry.Opened(
                        number.toUpperCase(Locale.ROOT),
                        UUID.randomUUID().toString(),
                        startingCash,
                        now()));
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

    /** What the account may spend. */
    public BuyingPower power() {
        return power;
    }

    /** When orders trade. */
    public Schedule schedule() {
        return schedule;
    }

    /** Who disturbs it. */
    public Interference interference() {
        return interference;
    }

    /** Lines in the ledger. */
    public long ledgerLines() {
        return ledger.lines();
    }

    /** The ledger, for reading. */
    public Ledger ledger() {
        return ledger;
    }

    /** From now on somebody reads along. */
    public void observe(Observer observer) {
        clerk.observe(observer);
    }

    /**
     * Writes down that a fault on purpose struck. Nobody is told.
     *
     * @throws IOException if the ledger cannot be written
     */
    public void struck(long number, long faultId, String fault, String subject) throws IOException {
        clerk.write(new LedgerEntry.FaultStruck(number, faultId, fault, subject, now()));
    }

    /** The newest updates, oldest first: whoever misses only some of these need not wait for the whole ledger to be read. */
    public List<TradeUpdate> recent() {
        return clerk.recent();
    }

    /** All updates the ledger stands for. To be closed. */
    public Replay replay() throws IOException {
        return new Replay(ledger.reader());
    }

    /** The exchange's clock, UTC. */
    public Instant now() {
        return clerk.now();
    }

    /** The date in New York. */
    public LocalDate today() {
        return schedule.date(now());
    }

    /**
     * Takes a new order. It is matched after this returned, as a client of the real exchange would see it.
     *
     * @return the accepted order, with its legs
     * @throws Refusal     if it is not accepted
     * @throws IOException if the ledger cannot be written; the order was not accepted
     */
    public ObjectNode submit(JsonNode body) throws Refusal, IOException {
        return introduced(intake.submit(body));
    }

    /**
     * Puts another order in the place of one.
     *
     * @return the new order, with its legs
     * @throws Refusal     if it cannot be done
     * @throws IOException if the ledger cannot be written; the order is as before
     */
    public ObjectNode replace(String orderId, JsonNode body) throws Refusal, IOException {
        return introduced(intake.replace(find(orderId), body));
    }

    private ObjectNode introduced(VenueOrder order) throws Refusal {
        boolean open =
                order.status() == VenueOrder.Status.NEW
                        || order.status() == VenueOrder.Status.PARTIALLY_FILLED;
        ObjectNode answer = OrderJson.nested(order, open ? "pending_new" : order.status().word());
        clerk.later(
                () -> {
                    clerk.tell();
                    guarded(() -> matcher.admit(order));
                });
        interference.afterAcceptance(order);
        return answer;
    }

    /** The market moved: the tape already shows it. */
    public void onTick(Tick tick) {
        guarded(
                () -> {
                    cycle.onTime();
                    if (!books.isIdle()) {
                        matcher.onTick(tick);
                    }
                });
    }

    /** Time passed, though nothing may have moved. */
    public void onTime() {
        guarded(cycle::onTime);
    }

    /** Work that writes. */
    private interface Work {
        void run() throws IOException;
    }

    private void guarded(Work work) {
        try {
            work.run();
            ledgerFails = false;
        } catch (IOException failure) {
            if (!ledgerFails) {
                ledgerFails = true;
                LOG.error(
                        "ledger not writable, nothing fills until it is cause={}",
                        failure.toString());
            }
        } catch (RuntimeException defect) {
            // One order that cannot be worked on must stop neither the clock nor the market.
            LOG.error("exchange goes on after a defect", defect);
        } finally {
            clerk.tell();
        }
    }

    private VenueOrder find(String orderId) throws Refusal {
        return books.find(orderId)
                .orElseThrow(() -> Refusal.notFound("order not found for " + orderId));
    }

    /**
     * Takes an order out of the market, and with it the others of its group.
     *
     * @throws Refusal     if there is no such order, or it is done
     * @throws IOException if the ledger cannot be written; the order is as before
     */
    public void cancel(String orderId) throws Refusal, IOException {
        VenueOrder order = find(orderId);
        if (!order.isOpen()) {
            throw Refusal.unprocessable(
                    "order is already in \"" + order.status().word() + "\" state");
        }
        if (order.role() == LegRole.PART) {
            throw Refusal.unprocessable("leg orders cannot be canceled alone");
        }
        Interference.CancelFate fate = interference.onCancel(order);
        clerk.write(new LedgerEntry.CancelAsked(orderId, now()));
        switch (fate) {
            case DONE -> {
                clerk.write(new LedgerEntry.Canceled(orderId, "requested", now()));
                groups.ended(order);
            }
            case REJECTED -> clerk.write(new LedgerEntry.CancelRejected(orderId, now()));
            case UNANSWERED -> LOG.debug("cancel left unanswered order={}", orderId);
        }
        clerk.later(clerk::tell);
    }

    /** Takes all orders out of the market; returns those it was asked for, as they are now. */
    public List<VenueOrder> cancelAll() throws Refusal, IOException {
        List<VenueOrder> asked = new ArrayList<>();
        for (VenueOrder order : books.open()) {
            if (order.isOpen() && order.role() != LegRole.PART) {
                cancel(order.id());
                asked.add(order);
            }
        }
        return asked;
    }

    /**
     * Closes a position, or a part of it, with an order at the market.
     *
     * @param symbolOrId as positions name it, or its asset id
     * @param quantity   empty for all, or by percentage
     * @param percentage 0 to 100; empty for all, or by quantity
     */
    public ObjectNode closePosition(String symbolOrId, String quantity, String percentage)
            throws Refusal, IOException {
        return submit(liquidation.order(symbolOrId, quantity, percentage));
    }

    /** The position of that symbol or asset id. */
    public Holding position(String symbolOrId) throws Refusal {
        return liquidation.find(symbolOrId);
    }

    /** Exercises an option; see {@link OptionDesk#exercise}. */
    public void exercise(String symbolOrId) throws Refusal, IOException {
        options.exercise(symbolOrId);
        clerk.later(clerk::tell);
    }

    /** Lets an option expire; see {@link OptionDesk#doNotExercise}. */
    public void doNotExercise(String symbolOrId) throws Refusal, IOException {
        options.doNotExercise(symbolOrId);
    }

    /**
     * Splits a stock, pays a dividend on it, or gives it another name, now.
     *
     * @return what was carried out
     * @throws Refusal     if the body makes no sense
     * @throws IOException if the ledger cannot be written; what has no line yet is done after the next start
     */
    public CorporateAction carryOut(JsonNode body) throws Refusal, IOException {
        CorporateAction action = corporate.carryOut(body);
        clerk.later(clerk::tell);
        return action;
    }

    /** The owner sets the account up otherwise. */
    public void configure(AccountSettings settings) throws IOException {
        clerk.write(new LedgerEntry.Configured(settings, now()));
    }

    /** Keeps a watchlist, a new one under a new id. */
    public Watchlist keepWatchlist(String id, String name, List<String> symbols)
            throws IOException {
        clerk.write(new LedgerEntry.WatchlistKept(id, name, symbols, now()));
        return books.watchlists().stream()
                .filter(list -> list.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Forgets a watchlist. */
    public void deleteWatchlist(String id) throws IOException {
        clerk.write(new LedgerEntry.WatchlistDeleted(id, now()));
    }

    /** Ends the trading day by hand: day orders expire, the equity becomes yesterday's. */
    public int endDay() throws IOException {
        int expired = cycle.endDay();
        clerk.tell();
        return expired;
    }
}

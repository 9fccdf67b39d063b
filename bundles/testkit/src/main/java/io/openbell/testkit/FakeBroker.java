package io.openbell.testkit;

import io.openbell.api.broker.AccountActivity;
import io.openbell.api.broker.Asset;
import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerListener;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.broker.MarketClock;
import io.openbell.api.broker.OrderQuery;
import io.openbell.api.broker.ReplaceOutcome;
import io.openbell.api.broker.Replacement;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.engine.Subscription;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.Money;
import io.openbell.api.value.Page;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A broker in memory. It accepts whatever is sent unless {@link #answerNext} says otherwise, fills only when
 * {@link #fill} says so, keeps cash and positions from those fills, and tells its listeners on the calling thread.
 */
public final class FakeBroker implements Broker {

    /** The account's number. */
    public static final String ACCOUNT = "PA1";

    private final TradingClock clock;
    private final FakeVenue venue;
    private final List<BrokerListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Order> submissions = new ArrayList<>();
    private final List<String> cancels = new ArrayList<>();
    private final Deque<Function<Order, SubmitOutcome>> answers = new ArrayDeque<>();
    private final Deque<CancelOutcome> cancelAnswers = new ArrayDeque<>();
    private final Set<OrderId> unnamed = new HashSet<>();
    private final Set<OrderId> unlisted = new HashSet<>();
    private final List<Replacement> replacements = new ArrayList<>();
    private final List<AccountActivity> activities = new ArrayList<>();
    private final Deque<ReplaceOutcome> replaceAnswers = new ArrayDeque<>();
    private Money buyingPower = Money.parse("200000");
    private String accountNumber = ACCOUNT;
    private boolean connected = true;
    private boolean muted;
    private boolean loseReplaceAnswer;
    private boolean suspended;
    private boolean deafToSuspensions;
    private final List<Boolean> suspensions = new ArrayList<>();
    private int cancelAlls;
    private int questions;
    private @Nullable BrokerException failure;
    private @Nullable BrokerException accountFailure;

    /** A connected broker with 100,000 dollars and no positions, on this clock. */
    public FakeBroker(TradingClock clock) {
        this.clock = clock;
        this.venue = new FakeVenue(clock);
    }

    /** What the next order is answered with; further calls queue up. An order accepted so is not kept by itself. */
    public synchronized void answerNext(Function<Order, SubmitOutcome> answer) {
        answers.add(answer);
    }

    /** The next order is accepted, but its answer is lost. */
    public void loseNextAnswer() {
        answerNext(
                order -> {
                    accept(order);
                    return new SubmitOutcome.Unknown("timeout after 10 s");
                });
    }

    /** The next order never arrives, and nobody can tell. */
    public void loseNextOrder() {
        answerNext(order -> new SubmitOutcome.Unknown("timeout after 10 s"));
    }

    /** What the next cancel is answered with, without anything being canceled. */
    public synchronized void answerNextCancel(CancelOutcome outcome) {
        cancelAnswers.add(outcome);
    }

    /** What the next replacement is answered with, without anything being replaced. */
    public synchronized void answerNextReplace(ReplaceOutcome outcome) {
        replaceAnswers.add(outcome);
    }

    /** Every replacement that was sent, in order, accepted or not. */
    public synchronized List<Replacement> replacements() {
        return List.copyOf(replacements);
    }

    /** From now on every question (not orders) fails this way; null makes it work again. */
    public synchronized void failQuestions(@Nullable BrokerException exception) {
        failure = exception;
    }

    /** From now on the question for the account fails this way, and no other; null makes it work again. */
    public synchronized void failAccount(@Nullable BrokerException exception) {
        accountFailure = exception;
    }

    /** Somebody has the venue take no orders of the account, or take them again. */
    public synchronized void setSuspended(boolean suspended) {
        this.suspended = suspended;
    }

    /** From now on it says yes to being suspended, or not being suspended, and stays as it is. */
    public synchronized void ignoreSuspensions(boolean ignored) {
        deafToSuspensions = ignored;
    }

    /** What it was told about taking orders, in order; true: to take none. */
    public synchronized List<Boolean> suspensions() {
        return List.copyOf(suspensions);
    }

    /** The venue has the order, but does not find it when asked. */
    public synchronized void hide(OrderId id) {
        venue.hide(id);
    }

    /** The venue has the order in its lists, but does not find it by its name. */
    public synchronized void hideName(OrderId id) {
        unnamed.add(id);
    }

    /** The venue finds the order by its name, but does not list it. */
    public synchronized void hideFromLists(OrderId id) {
        unlisted.add(id);
    }

    /** It finds it again. */
    public synchronized void unhide(OrderId id) {
        venue.unhide(id);
    }

    /** The next replacement takes place, but its answer is lost. */
    public void loseNextReplaceAnswer() {
        loseReplaceAnswer = true;
    }

    /** Updates happen, and the stream does not tell. */
    public synchronized void mute(boolean muted) {
        this.muted = muted;
    }

    /** The stream of order updates goes down. */
    public void disconnect() {
        setConnected(false);
    }

    /** The stream of order updates comes up. */
    public void connect() {
        setConnected(true);
    }

    /** What the account holds from now on. */
    public synchronized void setCash(String amount) {
        venue.setCash(Money.parse(amount));
    }

    /** Another account answers from now on. */
    public synchronized void setAccountNumber(String number) {
        accountNumber = number;
    }

    /** What is held of a symbol from now on. */
    public synchronized void setPosition(String symbol, String quantity, String averagePrice) {
        venue.setPosition(Symbol.of(symbol), Quantity.parse(quantity), Price.parse(averagePrice));
    }

    /** The venue books something without a trade; what it changes is told by {@link #setPosition} and {@link #setCash}. */
    public synchronized void book(AccountActivity activity) {
        activities.add(activity);
    }

    @Override
    public synchronized Page<AccountActivity> activities(Instant since, String resume)
            throws BrokerException {
        ask();
        return new Page<>(
                activities.stream().filter(each -> each.at().isAfter(since)).toList(), "");
    }

    /** Somebody else places an order in the same account. */
    public synchronized BrokerOrder placeExternally(
            String clientId, String symbol, Side side, String quantity) {
        return venue.place(
                new OrderId(clientId), Symbol.of(symbol), side, Quantity.parse(quantity));
    }

    /** The venue takes this order as a stop, whatever its terms, and tells nobody. */
    public synchronized BrokerOrder acceptAsStop(Order order) {
        return venue.place(
                order.id(),
                order.intent().symbol(),
                order.intent().side(),
                order.intent().quantity(),
                "stop");
    }

    /** The venue takes this order, and tells nobody. */
    public synchronized BrokerOrder accept(Order order) {
        return placeExternally(
                order.id().value(),
                order.intent().symbol().ticker(),
                order.intent().side(),
                order.intent().quantity().toString());
    }

    /** The venue states that an order of ours is of this type, in Alpaca's word, for example {@code stop_limit}. */
    public synchronized void state(OrderId id, String type) {
        venue.state(id, type);
    }

    /** Executes some of an order, whatever its status, and reports it unless muted. */
    public BrokerFill fill(OrderId id, String quantity, String price) {
        BrokerReport report;
        synchronized (this) {
            report = venue.fill(id, Quantity.parse(quantity), Price.parse(price));
        }
        report(report);
        return report.fill().orElseThrow();
    }

    /** The order ends this way; reported under the word unless muted. */
    public void end(OrderId id, BrokerOrder.Status status, String word) {
        BrokerReport report;
        synchronized (this) {
            report = venue.end(id, status, word);
        }
        report(report);
    }

    /** Tells the listeners, unless muted. Also for reports that a test makes up, or repeats. */
    public void report(BrokerReport report) {
        if (!isMuted()) {
            listeners.forEach(listener -> listener.onReport(report));
        }
    }

    /** The order as it stands at the venue now; fails if there is none. */
    public synchronized BrokerOrder order(OrderId id) {
        return venue.known(id);
    }

    /** The order as it stands at the venue now; empty if it never arrived. */
    public synchronized Optional<BrokerOrder> find(OrderId id) {
        return venue.find(id);
    }

    /** Every order that was sent, in order, accepted or not. */
    public synchronized List<Order> submissions() {
        return List.copyOf(submissions);
    }

    /** The venue's names of the orders for which a cancel was sent, in order. */
    public synchronized List<String> cancels() {
        return List.copyOf(cancels);
    }

    /** How often everything was canceled at once. */
    public synchronized int cancelAlls() {
        return cancelAlls;
    }

    /** Questions asked so far: account, positions, orders, fills. */
    public synchronized int questions() {
        return questions;
    }

    @Override
    public synchronized BrokerStatus status() {
        return new BrokerStatus(
                connected,
                "fake exchange",
                true,
                connected ? "" : "stream is down",
                clock.instant());
    }

    @Override
    public Subscription listen(BrokerListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public synchronized BrokerAccount account() throws BrokerException {
        ask();
        if (accountFailure != null) {
            throw accountFailure;
        }
        return venue.account(accountNumber, buyingPower, suspended);
    }

    @Override
    public synchronized List<BrokerPosition> positions() throws BrokerException {
        ask();
        return venue.positions();
    }

    @Override
    public synchronized List<BrokerOrder> openOrders() throws BrokerException {
        ask();
        return listed().filter(BrokerOrder::isOpen).toList();
    }

    @Override
    public synchronized Optional<BrokerOrder> findOrder(OrderId clientId) throws BrokerException {
        ask();
        return venue.visible()
                .filter(order -> order.clientId().equals(clientId))
                .filter(order -> !unnamed.contains(order.clientId()))
                .findFirst();
    }

    @Override
    public synchronized List<BrokerFill> fillsSince(Instant since) throws BrokerException {
        ask();
        return venue.fillsSince(since);
    }

    @Override
    public synchronized Page<BrokerFill> fills(Instant since, String resume)
            throws BrokerException {
        return new Page<>(fillsSince(since), "");
    }

    @Override
    public synchronized Page<BrokerOrder> orders(OrderQuery query, String resume)
            throws BrokerException {
        ask();
        return new Page<>(listed().filter(order -> FakeVenue.wanted(query, order)).toList(), "");
    }

    private Stream<BrokerOrder> listed() {
        return venue.visible().filter(order -> !unlisted.contains(order.clientId()));
    }

    @Override
    public synchronized Optional<Asset> asset(Symbol symbol) throws BrokerException {
        ask();
        return Optional.of(new Asset(symbol, symbol.ticker(), "NASDAQ", true, true, true));
    }

    @Override
    public synchronized MarketClock clock() throws BrokerException {
        ask();
        return venue.marketClock();
    }

    @Override
    public SubmitOutcome submit(Order order) {
        Function<Order, SubmitOutcome> answer;
        synchronized (this) {
            submissions.add(order);
            Function<Order, SubmitOutcome> scripted = answers.poll();
            answer = scripted != null ? scripted : this::acceptOrRecognise;
        }
        return answer.apply(order);
    }

    @Override
    public CancelOutcome cancel(String brokerId) {
        @Nullable OrderId canceled;
        synchronized (this) {
            cancels.add(brokerId);
            CancelOutcome scripted = cancelAnswers.poll();
            if (scripted != null) {
                return scripted;
            }
            canceled = venue.findOpen(brokerId).map(BrokerOrder::clientId).orElse(null);
        }
        if (canceled == null) {
            return new CancelOutcome.Rejected(422, "order is not cancelable");
        }
        end(canceled, BrokerOrder.Status.CANCELED, "canceled");
        return new CancelOutcome.Requested();
    }

    @Override
    public CancelOutcome cancel(OrderId clientId) {
        Optional<BrokerOrder> order = find(clientId);
        return order.isPresent()
                ? cancel(order.get().brokerId())
                : new CancelOutcome.Rejected(404, "order not found for " + clientId);
    }

    /** The old order ends as replaced, the new one goes on with its fills. */
    @Override
    public ReplaceOutcome replace(String brokerId, Replacement change) {
        @Nullable BrokerOrder old;
        synchronized (this) {
            replacements.add(change);
            ReplaceOutcome scripted = replaceAnswers.poll();
            if (scripted != null) {
                return scripted;
            }
            old = venue.findOpen(brokerId).orElse(null);
        }
        if (old == null) {
            return new ReplaceOutcome.Rejected(422, "order is not open");
        }
        BrokerOrder next;
        synchronized (this) {
            next = venue.succeed(old, change.newId(), change.quantity().orElse(old.quantity()));
        }
        end(old.clientId(), BrokerOrder.Status.REPLACED, "replaced");
        if (loseReplaceAnswer) {
            loseReplaceAnswer = false;
            return new ReplaceOutcome.Unknown("timeout after 10 s");
        }
        return new ReplaceOutcome.Requested(next);
    }

    @Override
    public int cancelAll() throws BrokerException {
        List<OrderId> open = openOrders().stream().map(BrokerOrder::clientId).toList();
        synchronized (this) {
            cancelAlls++;
        }
        open.forEach(id -> end(id, BrokerOrder.Status.CANCELED, "canceled"));
        return open.size();
    }

    @Override
    public synchronized boolean isTradingSuspended() throws BrokerException {
        failIfTold();
        return suspended;
    }

    @Override
    public synchronized void suspendTrading(boolean suspended) throws BrokerException {
        failIfTold();
        suspensions.add(suspended);
        this.suspended = deafToSuspensions ? this.suspended : suspended;
    }

    private synchronized SubmitOutcome acceptOrRecognise(Order order) {
        if (suspended) {
            return new SubmitOutcome.Rejected(403, "new orders are rejected by user request");
        }
        return venue.find(order.id()).isPresent()
                ? new SubmitOutcome.AlreadyThere("client_order_id must be unique")
                : new SubmitOutcome.Accepted(accept(order));
    }

    private void setConnected(boolean up) {
        synchronized (this) {
            connected = up;
        }
        BrokerStatus status = status();
        listeners.forEach(listener -> listener.onStatus(status));
    }

    private synchronized boolean isMuted() {
        return muted || !connected;
    }

    private void ask() throws BrokerException {
        questions++;
        failIfTold();
    }

    private void failIfTold() throws BrokerException {
        if (failure != null) {
            throw failure;
        }
    }
}

package io.openbell.kernel.sizing;

import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OrderCancelRejected;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderNotReceived;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.strategy.Signal;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.protection.ProtectiveStops;
import io.openbell.kernel.sizing.Target.Basket;
import io.openbell.kernel.sizing.Target.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns opinions into positions. A signal or the leg of an opportunity sets a target for (source, symbol); the sizer then
 * wishes for market orders until the source's own fills add up to it.
 *
 * <ul>
 *   <li>It never stacks: one unanswered intent a target, and what is on its way counts as if it had arrived.
 *   <li>New risk is taken only while every trading-critical component is ready, and only within the opinion's time to live.
 *   <li>Exits need neither price, threshold nor time to live, and are tried again until they are done.
 *   <li>A position is turned around in two orders: first out, then in.
 *   <li>The legs of an opportunity are taken together: when one is refused, the others are closed again.
 * </ul>
 *
 * <p>Single-threaded: on the trading loop, or in a backtest.
 */
public final class PositionSizer {

    private static final String EXECUTOR = "order-executor";

    /** Denials for want of a fact, which somebody is asking for already. */
    private static final Set<String> PATIENCE =
            Set.of(DenyReason.QUOTE_STALE.name(), DenyReason.SYMBOL_UNKNOWN.name());

    private static final int PATIENT_TRIES = 3;

    private final SizingRules rules;
    private final SourceLedger ledger;
    private final LatestQuotes quotes;
    private final BiConsumer<String, String> notes;
    private final OrderDesk desk;

    private final Map<Key, Target> targets = new LinkedHashMap<>();
    private final Map<Symbol, Symbol> newNames = new HashMap<>();
    private boolean mayReduce;
    private boolean mayIncrease;

    /**
     * A sizer without targets, which waits for the first {@link Readiness}.
     *
     * @param ledger must have taken an order event before {@link #onOrderEvent} does
     * @param out    is given intents and cancels
     * @param notes  is given (source, line for people) when an opinion is not acted upon
     */
    public PositionSizer(
            SizingRules rules,
            SourceLedger ledger,
            LatestQuotes quotes,
            IntentIds ids,
            Consumer<TradingEvent> out,
            BiConsumer<String, String> notes) {
        this.rules = rules;
        this.ledger = ledger;
        this.quotes = quotes;
        this.notes = notes;
        this.desk = new OrderDesk(ledger, quotes, ids, out);
    }

    /** A source's opinion replaces its earlier one about the symbol. */
    public void onSignal(Instant now, Signal signal) {
        Target target =
                new Target(
                        new Key(signal.source(), signal.symbol()),
                        signal.strength(),
                        rules.signalNotional(),
                        signal.at().plus(signal.timeToLive()),
                        signal.reason(),
                        signal.origin().orElse(null),
                        null);
        replace(target);
        evaluate(target, now);
    }

    /** Takes it if it promises enough; one that only closes is always taken. */
    public void onOpportunity(Instant now, Opportunity opportunity) {
        double gross = opportunity.legs().stream().mapToDouble(leg -> Math.abs(leg.weight())).sum();
        if (gross > 0 && !promisesEnough(opportunity)) {
            return;
        }
        List<Key> keys =
                opportunity.legs().stream()
                        .map(leg -> new Key(opportunity.source(), leg.symbol()))
                        .toList();
        Basket basket = gross > 0 ? new Basket(opportunity.description(), keys) : null;
        // Weights are shares of the capital: never more than all of it.
        double scale = Math.max(1, gross);
        List<Target> legs = new ArrayList<>();
        for (Opportunity.Leg leg : opportunity.legs()) {
            legs.add(
                    new Target(
                            new Key(opportunity.source(), leg.symbol()),
                            leg.weight() / scale,
                            rules.opportunityNotional(),
                            opportunity.at().plus(opportunity.timeToLive()),
                            opportunity.description(),
                            opportunity
                                    .origin()
                                    .map(origin -> origin.withStrength(leg.weight()))
                                    .orElse(null),
                            basket));
        }
        legs.forEach(this::replace);
        legs.forEach(leg -> evaluate(leg, now));
    }

    /** A price for whoever waits for one. The quote must be in {@link LatestQuotes} already. */
    public void onQuote(Instant now, Quote quote) {
        if (targets.isEmpty()) {
            return;
        }
        for (Target target : List.copyOf(targets.values())) {
            if (!target.key.symbol().equals(quote.symbol())) {
                continue;
            }
            if (target.awaitsQuote) {
                target.awaitsQuote = false;
                target.notBefore = now;
                evaluate(target, now);
            } else if (target.shares == null) {
                unpricedWith(target).forEach(leg -> evaluate(leg, now));
            }
        }
    }

    /**
     * Something happened to an order.
     *
     * @param order what {@link SourceLedger#apply} returned for the event
     */
    public void onOrderEvent(Instant now, OrderEvent event, Optional<Order> order) {
        if (event instanceof OrderDenied denied) {
            desk.closed(denied.intent().id());
            onAnswer(desk.answered(denied.intent().id()), denied.code(), now);
        } else if (event instanceof OrderInitialized initialized) {
            onAnswer(desk.answered(initialized.intent().id()), "", now);
        }
        order.ifPresent(changed -> onOrder(now, event, changed));
    }

    /**
     * A position changed without an order; {@link SourceLedger} has it already. After a split a number of shares that was
     * worked out before it is wrong: whoever was still on the way there stays where it is.
     */
    public void onAdjusted(Instant now, PositionAdjusted adjusted) {
        if (adjusted.effect() == PositionAdjusted.Effect.SPLIT) {
            for (Target target : List.copyOf(targets.values())) {
                if (target.key.symbol().equals(adjusted.symbol()) && !target.isExit()) {
                    stayAt(target, now);
                }
            }
        }
    }

    /**
     * A stock goes by another name; {@link SourceLedger} has it already. An exit goes on under that; whoever was on the way
     * to something else stays where it is.
     */
    public void onRenamed(Instant now, SymbolChanged changed) {
        newNames.replaceAll((old, name) -> name.equals(changed.from()) ? changed.to() : name);
        newNames.put(changed.from(), changed.to());
        newNames.remove(changed.to());
        for (Target target : List.copyOf(targets.values())) {
            if (!target.key.symbol().equals(changed.from())) {
                continue;
            }
            targets.remove(target.key);
            if (target.isExit()) {
                Target exit = Target.exit(present(target.key), target.reason, target.origin);
                replace(exit);
                evaluate(exit, now);
            } else if (target.basket != null) {
                unwind(target.basket, changed.from() + " is " + changed.to() + " now", now);
            }
        }
    }

    private Key present(Key leg) {
        return new Key(leg.source(), newNames.getOrDefault(leg.symbol(), leg.symbol()));
    }

    /** Time passed: pauses end, opinions expire. */
    public void onTimer(Instant now) {
        List.copyOf(targets.values()).forEach(target -> evaluate(target, now));
    }

    /** What may be done. When the executor went away, nobody will answer what it was asked. */
    public void onReadiness(Instant now, Readiness readiness) {
        mayReduce = !readiness.missing().contains(EXECUTOR);
        mayIncrease = readiness.missing().isEmpty();
        if (!mayReduce) {
            desk.forgetUnanswered();
            targets.values().forEach(target -> target.asked = null);
        }
        onTimer(now);
    }

    /** The source is gone or suspended: nothing more is wished for in its name. Its positions stay as they are. */
    public void forget(String source) {
        targets.keySet().removeIf(key -> key.source().equals(source));
        desk.forget(source);
    }

    /** Intents that nobody has answered. */
    public int unanswered() {
        return desk.unanswered();
    }

    /** Positions that should be closed and could not be, three times in a row or more. */
    public long failingExits() {
        return targets.values().stream()
                .filter(target -> target.isExit() && target.failures >= 3)
                .count();
    }

    /** An intent's reason has at most 200 characters. */
    public static String shortened(String reason) {
        return reason.length() <= 200 ? reason : reason.substring(0, 197) + "...";
    }

    private void onAnswer(@Nullable Target asker, String denial, Instant now) {
        Target present = asker == null ? null : targets.get(asker.key);
        if (present == null) {
            return;
        }
        present.asked = null;
        // A later opinion does not suffer for what an earlier one was denied.
        if (present == asker && !denial.isEmpty()) {
            denied(present, denial, now);
        } else if (present != asker) {
            evaluate(present, now);
        }
    }

    private void onOrder(Instant now, OrderEvent event, Order order) {
        Key key = new Key(order.intent().source(), order.intent().symbol());
        boolean ours = desk.isOurs(order);
        if (!order.status().isOpen()) {
            desk.closed(order.intent().id());
        }
        Target target = targets.get(key);
        if (target == null) {
            return;
        }
        if (event instanceof OrderFilled fill) {
            target.failures = 0;
            if (!target.isExit() && closes(fill, order)) {
                closedByOthers(target, fill, now);
            }
        } else if (event instanceof OrderCancelRejected) {
            target.cancelsAsked.remove(order.id());
            target.failedAt(now, rules.retryPause());
        } else if (ours && (event instanceof OrderRejected || event instanceof OrderNotReceived)) {
            refused(target, order.status() + " " + order.detail(), now);
        }
        Target present = targets.get(key);
        if (present != null) {
            evaluate(present, now);
        }
    }

    /** What is held now is what was wanted: orders of ours that still work towards more are withdrawn. */
    private void stayAt(Target target, Instant now) {
        target.shares = ledger.position(target.key.source(), target.key.symbol());
        evaluate(target, now);
    }

    private void closedByOthers(Target target, OrderFilled fill, Instant now) {
        String why = "less of " + fill.symbol() + " is held by an order that was not its own";
        notes.accept(target.key.source(), why + "; it waits for its next opinion");
        if (target.basket != null) {
            unwind(target.basket, why, now);
        } else {
            stayAt(target, now);
        }
    }

    /** By an operator, or by the stop that protects the position: nothing the source said itself is behind it. */
    private boolean closes(OrderFilled fill, Order order) {
        Quantity change = fill.side().signed(fill.quantity());
        Quantity before = ledger.position(fill.source(), fill.symbol()).minus(change);
        boolean byOthers =
                order.intent().id().isByHand() || ProtectiveStops.isNamed(order.intent().id());
        return byOthers && Long.signum(before.raw()) * Long.signum(change.raw()) < 0;
    }

    private boolean promisesEnough(Opportunity opportunity) {
        String lacking =
                opportunity.confidence() < rules.minimumConfidence()
                        ? "confidence="
                                + opportunity.confidence()
                                + ", min="
                                + rules.minimumConfidence()
                        : "expectedEdgeBps="
                                + opportunity.expectedEdgeBps()
                                + ", min="
                                + rules.minimumEdgeBps();
        boolean enough =
                opportunity.confidence() >= rules.minimumConfidence()
                        && opportunity.expectedEdgeBps() >= rules.minimumEdgeBps();
        if (!enough) {
            notes.accept(
                    opportunity.source(),
                    "passes on '" + opportunity.description() + "': " + lacking);
        }
        return enough;
    }

    private void replace(Target target) {
        Target earlier = targets.put(target.key, target);
        if (earlier != null) {
            target.inherit(earlier);
        }
    }

    /** What the gate does not know yet it will be told: the next quote may find it. A few times; then it counts as refused. */
    private void denied(Target target, String code, Instant now) {
        if (PATIENCE.contains(code) && target.failures < PATIENT_TRIES) {
            target.failedAt(now, rules.retryPause());
            target.awaitsQuote = true;
        } else {
            refused(target, code, now);
        }
    }

    private void refused(Target target, String why, Instant now) {
        target.failedAt(now, rules.retryPause());
        if (target.basket != null && !target.isExit()) {
            unwind(target.basket, target.key.symbol() + " was refused: " + why, now);
        }
    }

    private void evaluate(Target target, Instant now) {
        if (targets.get(target.key) != target || target.asked != null) {
            return;
        }
        if (target.shares == null) {
            price(target, now);
        }
        Quantity wanted = target.shares;
        if (wanted == null || targets.get(target.key) != target) {
            return;
        }
        Quantity position = ledger.position(target.key.source(), target.key.symbol());
        boolean turns = Long.signum(wanted.raw()) * Long.signum(position.raw()) < 0;
        Quantity need = turns ? position.negated() : wanted.minus(position);
        if (need.isZero() || (!turns && isTooSmall(need, wanted, position))) {
            if (!desk.withdraw(target)) {
                targets.remove(target.key);
            }
            return;
        }
        boolean reduces = Long.signum(need.raw()) * Long.signum(position.raw()) < 0;
        if (!reduces && now.isAfter(target.expiresAt)) {
            expire(target, now);
        } else if ((reduces ? mayReduce : mayIncrease) && !now.isBefore(target.notBefore)) {
            desk.pursue(target, need, reduces, now);
        }
    }

    private boolean isTooSmall(Quantity need, Quantity wanted, Quantity position) {
        return !wanted.isZero()
                && !position.isZero()
                && need.abs().toDouble()
                        < wanted.abs().toDouble() * rules.minimumChangePercent() / 100;
    }

    /** Shares of all legs at once, so that either all can be bought or none. */
    private void price(Target target, Instant now) {
        Map<Target, Quantity> shares = new LinkedHashMap<>();
        for (Target leg : unpricedWith(target)) {
            Optional<Quote> quote = quotes.quote(leg.key.symbol()).filter(Quote::isSane);
            if (quote.isEmpty()) {
                if (now.isAfter(target.expiresAt)) {
                    expire(target, now);
                }
                return;
            }
            Quantity whole = leg.sharesAt(quote.get().mid());
            if (whole.isZero()) {
                tooExpensive(leg, quote.get(), now);
                return;
            }
            shares.put(leg, whole);
        }
        shares.forEach((leg, whole) -> leg.shares = whole);
    }

    private List<Target> unpricedWith(Target target) {
        if (target.basket == null) {
            return List.of(target);
        }
        List<Target> legs = new ArrayList<>();
        for (Key key : target.basket.legs()) {
            Target leg = targets.get(key);
            if (leg != null && leg.basket == target.basket && leg.shares == null) {
                legs.add(leg);
            }
        }
        return legs;
    }

    private void tooExpensive(Target leg, Quote quote, Instant now) {
        String why = leg.key.symbol() + " at " + quote.mid() + " costs more than is put into it";
        if (leg.basket != null) {
            unwind(leg.basket, why, now);
        } else {
            targets.remove(leg.key);
            notes.accept(leg.key.source(), "passes on '" + leg.reason + "': " + why);
        }
    }

    private void expire(Target target, Instant now) {
        targets.remove(target.key);
        if (target.basket != null && !target.isExit()) {
            unwind(target.basket, target.key.symbol() + " was not traded in time", now);
        }
    }

    /** One leg cannot be had, so the others must not be kept. */
    private void unwind(Basket basket, String why, Instant now) {
        String source = basket.legs().get(0).source();
        notes.accept(source, "gives up '" + basket.description() + "': " + why);
        List<Target> exits = new ArrayList<>();
        for (Key named : basket.legs()) {
            Key leg = present(named);
            Target present = targets.get(leg);
            if (present == null || present.basket == basket) {
                Target exit =
                        Target.exit(
                                leg,
                                "unwinds " + basket.description() + ": " + why,
                                present == null ? null : present.origin);
                replace(exit);
                exits.add(exit);
            }
        }
        exits.forEach(exit -> evaluate(exit, now));
    }
}

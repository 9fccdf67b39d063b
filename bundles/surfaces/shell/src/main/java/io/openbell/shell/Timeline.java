package io.openbell.shell;

import io.openbell.api.engine.Journaled;
import io.openbell.api.market.Bar;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCancelRejected;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderContinues;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderExpired;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderLegAdded;
import io.openbell.api.order.OrderEvent.OrderNotReceived;
import io.openbell.api.order.OrderEvent.OrderProgressed;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderEvent.OrderReplaceRejected;
import io.openbell.api.order.OrderEvent.OrderReplaceRequested;
import io.openbell.api.order.OrderEvent.OrderReplaced;
import io.openbell.api.order.OrderEvent.OrderResized;
import io.openbell.api.order.OrderEvent.OrderRestated;
import io.openbell.api.order.OrderEvent.OrderSettled;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.Origin;
import io.openbell.api.order.VenueAnswered;
import io.openbell.api.risk.IntentReviewed;
import io.openbell.api.view.OrderStory.Entry;
import io.openbell.api.view.OrderStory.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A story as lines in the order of time, each in words that a person understands. */
final class Timeline {

    /**
     * One line.
     *
     * @param event one word for what happened
     */
    record Line(Instant at, String event, String text) {}

    /** What comes before the order where the times are the same. */
    private static final Set<String> BEFORE = Set.of("saw", "said", "gate");

    private final Story story;
    private final Slippage slippage;
    private final List<Line> lines = new ArrayList<>();

    Timeline(Story story, Slippage slippage) {
        this.story = story;
        this.slippage = slippage;
        story.intent().origin().ifPresent(this::addOrigin);
        story.entries().forEach(this::add);
        lines.sort(Comparator.comparing(Line::at).thenComparing(Timeline::isConsequence));
    }

    /** The gate's words are journaled behind what came of them. */
    private static boolean isConsequence(Line line) {
        return !BEFORE.contains(line.event());
    }

    /** Oldest first. */
    List<Line> lines() {
        return lines;
    }

    /** When it was decided on; times are told from there. */
    Instant decidedAt() {
        return story.review()
                .map(IntentReviewed::at)
                .orElseGet(() -> story.entries().get(0).journaledAt());
    }

    private void addOrigin(Origin origin) {
        origin.trigger().ifPresent(seen -> line(seen.at(), "saw", described(seen)));
        String detail = origin.detail().isEmpty() ? "" : ", " + origin.detail();
        String text =
                switch (origin.kind()) {
                    case SIGNAL -> "signal of strength " + origin.strength();
                    case OPPORTUNITY ->
                            "opportunity, this leg "
                                    + origin.strength()
                                    + " of its capital"
                                    + detail;
                    case OWN_ORDER -> "asked for this very order";
                };
        line(origin.saidAt(), "said", text + ": " + story.intent().reason());
    }

    private void add(Entry entry) {
        Journaled event = entry.event();
        if (event instanceof OrderInitialized born) {
            line(
                    born.at(),
                    "order",
                    born.orderId()
                            + ": "
                            + Arguments.describe(born.intent().terms())
                            + ", to the journal first");
        } else if (event instanceof OrderDenied denied) {
            line(denied.at(), "denied", denied.code() + ": " + denied.detail());
        } else if (event instanceof IntentReviewed review) {
            line(review.at(), "gate", verdict(review));
        } else if (event instanceof OrderSubmitted sent) {
            line(sent, "sent", "to the venue");
        } else if (event instanceof VenueAnswered answer) {
            line(answer.answeredAt(), "answer", whose(answer.orderId()) + described(answer));
        } else if (event instanceof OrderFilled fill) {
            line(fill, "fill", described(fill));
        } else {
            addEnd(entry);
        }
    }

    private void addEnd(Entry entry) {
        Journaled event = entry.event();
        if (event instanceof OrderAccepted accepted) {
            line(accepted, "accepted", "the venue calls it " + accepted.brokerId());
        } else if (event instanceof OrderRejected rejected) {
            line(rejected, "rejected", rejected.detail());
        } else if (event instanceof OrderUnknown unknown) {
            line(unknown, "unknown", unknown.detail());
        } else if (event instanceof OrderNotReceived lost) {
            line(lost, "lost", "the venue never had it: " + lost.detail());
        } else if (event instanceof OrderCancelRequested cancel) {
            line(cancel, "cancel", "asked for by " + cancel.requestedBy());
        } else if (event instanceof OrderCancelRejected refused) {
            line(refused, "cancel", "refused: " + refused.detail());
        } else if (event instanceof OrderCanceled canceled) {
            line(canceled, "canceled", "out of the market");
        } else if (event instanceof OrderExpired expired) {
            line(expired, "expired", "its time ran out");
        } else {
            addChange(entry);
        }
    }

    private void addChange(Entry entry) {
        Journaled event = entry.event();
        if (event instanceof OrderReplaceRequested wish) {
            String text = "by " + wish.newId() + ", asked for by " + wish.requestedBy();
            line(wish, "replace", text);
        } else if (event instanceof OrderReplaced replaced) {
            line(replaced, "replaced", replaced.newId() + " took its place");
        } else if (event instanceof OrderReplaceRejected refused) {
            line(refused, "replace", "refused: " + refused.detail());
        } else if (event instanceof OrderContinues next) {
            String text = next.orderId() + " takes the place of " + next.replaces();
            line(next.at(), "continues", text + ", of which " + next.carried() + " are filled");
        } else if (event instanceof OrderLegAdded leg) {
            line(leg.at(), "leg", leg.orderId() + " is part of " + leg.parent());
        } else if (event instanceof OrderResized sized) {
            line(sized, "resized", "the venue states " + sized.quantity());
        } else if (event instanceof OrderRestated restated) {
            String text = "the venue made it " + restated.quantity() + ", " + restated.terms();
            line(restated, "restated", text);
        } else if (event instanceof OrderProgressed progress) {
            String text = progress.filled() + " units in all, at " + progress.averagePrice();
            line(progress, "progress", text);
        } else if (event instanceof OrderSettled settled) {
            line(settled, "settled", "by " + settled.operator() + ": " + settled.detail());
        } else {
            line(entry.journaledAt(), "other", event.toString());
        }
    }

    private void line(OfOrder event, String word, String text) {
        line(event.at(), word, whose(event.orderId()) + text);
    }

    /** Exits, legs and orders that take each other's place are told of by name; the order itself is the head's. */
    private String whose(OrderId id) {
        return isOwn(id) ? "" : id + ": ";
    }

    private boolean isOwn(OrderId id) {
        return story.order().map(Order::id).map(id::equals).orElse(true);
    }

    private void line(Instant at, String event, String text) {
        lines.add(new Line(at, event, text));
    }

    private static String verdict(IntentReviewed review) {
        String verdict = review.approved() ? "approved" : "denied";
        return review.checks().isEmpty()
                ? verdict + " before any check was asked"
                : verdict + " after " + review.checks().size() + " checks";
    }

    private static String described(VenueAnswered answer) {
        String detail = answer.detail().isEmpty() ? "" : ": " + answer.detail();
        String what = answer.request() == VenueAnswered.Request.SUBMIT ? "" : "to the cancel ";
        return what + answer.outcome() + " after " + answer.latency().toMillis() + " ms" + detail;
    }

    private String described(OrderFilled fill) {
        boolean own = isOwn(fill.orderId());
        return (own ? "" : fill.side() + " ")
                + fill.quantity()
                + (own ? "" : " " + fill.symbol())
                + " at "
                + fill.price()
                + cost(fill).map(cost -> ", " + cost).orElse("")
                + (fill.commission().isZero() ? "" : ", commission " + fill.commission())
                + " (execution "
                + fill.executionId()
                + ")";
    }

    /** Exits and legs were not decided on by the quote that the story has. */
    private Optional<String> cost(OrderFilled fill) {
        return isOwn(fill.orderId()) ? slippage.of(fill) : Optional.empty();
    }

    static String described(MarketEvent seen) {
        if (seen instanceof Quote quote) {
            return "quote of " + quote.symbol() + " " + sides(quote);
        }
        if (seen instanceof Trade trade) {
            return "trade of " + trade.size() + " " + trade.symbol() + " at " + trade.price();
        }
        if (seen instanceof Bar bar) {
            return "bar of "
                    + bar.width().toSeconds()
                    + " s of "
                    + bar.symbol()
                    + ": open "
                    + bar.open()
                    + ", high "
                    + bar.high()
                    + ", low "
                    + bar.low()
                    + ", close "
                    + bar.close()
                    + ", volume "
                    + bar.volume();
        }
        return seen.toString();
    }

    static String sides(Quote quote) {
        return quote.bidSize()
                + " x "
                + quote.bid()
                + " / "
                + quote.ask()
                + " x "
                + quote.askSize();
    }

    /** Seconds with their sign, as in {@code +0.017 s}. */
    static String relative(Instant from, Instant at) {
        long millis = Duration.between(from, at).toMillis();
        return String.format(Locale.ROOT, "%+.3f s", millis / 1000.0);
    }
}

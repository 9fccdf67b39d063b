package io.openbell.shell;

import io.openbell.api.market.Quote;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.Origin;
import io.openbell.api.risk.CheckResult;
import io.openbell.api.risk.IntentReviewed;
import io.openbell.api.view.OrderStory.Effect;
import io.openbell.api.view.OrderStory.Story;
import io.openbell.shell.Timeline.Line;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** A story: a head, the timeline, the checks, the end. */
final class StoryAnswer implements Answer {

    private final Story story;
    private final OrderIntent intent;
    private final Slippage slippage;
    private final Timeline timeline;

    StoryAnswer(Story story) {
        this.story = story;
        this.intent = story.intent();
        this.slippage = new Slippage(decidedOn(story));
        this.timeline = new Timeline(story, slippage);
    }

    /** That of several legs is the quote of what they are written on: no price of theirs compares with it. */
    private static Optional<Quote> decidedOn(Story story) {
        boolean legs = story.intent().instructions().orderClass() instanceof OrderClass.MultiLeg;
        return legs ? Optional.empty() : story.review().flatMap(IntentReviewed::quote);
    }

    @Override
    public void table(PrintStream out) {
        out.println(Values.text(head()));
        out.println(Values.text(wisher()));
        out.println();
        ShellTable lines = new ShellTable().noHeaders();
        lines.column("Time").alignRight();
        lines.column("Event");
        lines.column("What");
        Instant decided = timeline.decidedAt();
        for (Line line : timeline.lines()) {
            lines.addRow()
                    .addContent(
                            Timeline.relative(decided, line.at()),
                            line.event(),
                            Values.text(line.text()));
        }
        out.println("Decided at " + Values.text(decided) + "; times from there");
        lines.print(out, true);
        story.review().ifPresent(review -> printReview(review, out));
        out.println();
        out.println(Values.text(end()));
        story.effect().map(this::described).map(Values::text).ifPresent(out::println);
    }

    private void printReview(IntentReviewed review, PrintStream out) {
        out.println();
        out.println(
                Values.text(
                        review.quote()
                                .map(quote -> market(quote, review.at()))
                                .orElse("There was no quote of " + intent.symbol())));
        if (review.checks().isEmpty()) {
            return;
        }
        ShellTable checks = new ShellTable();
        checks.column("Row").alignRight();
        checks.column("Check");
        checks.column("Said");
        checks.column("Compared");
        for (CheckResult check : review.checks()) {
            checks.addRow()
                    .addContent(
                            check.row(),
                            check.check(),
                            check.passed() ? "passed" : "DENIED",
                            Values.text(check.figures()));
        }
        checks.print(out, true);
    }

    private String head() {
        String wish =
                intent.side()
                        + " "
                        + intent.quantity()
                        + " "
                        + intent.symbol()
                        + " "
                        + Arguments.describe(intent.terms())
                        + " "
                        + intent.timeInForce();
        return story.order()
                .map(order -> "Order " + order.id() + ": " + wish + ", " + order.status())
                .orElse("Intent " + intent.id() + ": " + wish + ", DENIED");
    }

    private String wisher() {
        String strategy =
                intent.origin()
                        .map(origin -> " " + origin.version() + " (" + origin.parameters() + ")")
                        .orElse("");
        String parent = intent.parent().map(id -> ", part of " + id).orElse("");
        return "Wished for by "
                + intent.source()
                + strategy
                + parent
                + ", because: "
                + intent.reason();
    }

    private static String market(Quote quote, Instant at) {
        long millis = Duration.between(quote.at(), at).toMillis();
        return "The market at the decision: " + Timeline.sides(quote) + ", " + millis + " ms old";
    }

    private String end() {
        return story.order()
                .map(
                        order ->
                                "It stands at "
                                        + order.status()
                                        + ": filled "
                                        + order.filled()
                                        + " of "
                                        + intent.quantity()
                                        + (order.filled().isZero()
                                                ? ""
                                                : " at " + order.averageFillPrice())
                                        + (order.detail().isEmpty() ? "" : ", " + order.detail()))
                .orElseGet(
                        () ->
                                "It was denied"
                                        + denial().map(it -> ": " + it.code() + ", " + it.detail())
                                                .orElse("")
                                        + "; nothing was sent");
    }

    private String described(Effect effect) {
        return "Position of "
                + intent.source()
                + " in "
                + intent.symbol()
                + ": "
                + effect.before()
                + " before, "
                + effect.after()
                + " after; realized profit of its fills "
                + Values.text(new Values.Profit(effect.realized()));
    }

    private Optional<OrderDenied> denial() {
        return story.entries().stream()
                .map(entry -> entry.event())
                .filter(OrderDenied.class::isInstance)
                .map(OrderDenied.class::cast)
                .findFirst();
    }

    @Override
    public void plain(PrintStream out) {
        out.println("at\tafterMillis\tevent\ttext");
        for (Line line : timeline.lines()) {
            out.println(
                    String.join(
                            "\t",
                            Values.text(line.at()),
                            String.valueOf(afterMillis(line)),
                            line.event(),
                            Values.text(line.text())));
        }
        story.review()
                .map(IntentReviewed::checks)
                .orElse(List.of())
                .forEach(check -> plain(check, out));
    }

    private void plain(CheckResult check, PrintStream out) {
        out.println(
                String.join(
                        "\t",
                        Values.text(timeline.decidedAt()),
                        "0",
                        check.passed() ? "check" : "objection",
                        Values.text(check.row() + " " + check.check() + " " + check.figures())));
    }

    private long afterMillis(Line line) {
        return Duration.between(timeline.decidedAt(), line.at()).toMillis();
    }

    @Override
    public Object json() {
        Optional<Order> order = story.order();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("intentId", intent.id());
        document.put("orderId", order.map(Order::id).orElse(null));
        document.put("brokerId", order.map(Order::brokerId).orElse(null));
        document.put("source", intent.source());
        document.put("parent", intent.parent().orElse(null));
        document.put("side", intent.side());
        document.put("symbol", intent.symbol());
        document.put("quantity", intent.quantity());
        document.put("terms", Arguments.describe(intent.terms()));
        document.put("timeInForce", intent.timeInForce());
        document.put("reason", intent.reason());
        document.put("outcome", order.map(it -> it.status().name()).orElse("DENIED"));
        document.put("code", denial().map(OrderDenied::code).orElse(null));
        document.put(
                "detail",
                order.map(Order::detail).or(() -> denial().map(OrderDenied::detail)).orElse(""));
        document.put("filled", order.map(Order::filled).orElse(null));
        document.put("averageFillPrice", order.map(Order::averageFillPrice).orElse(null));
        document.put("slippageBps", order.flatMap(this::slippageBps).orElse(null));
        document.put("decidedAt", timeline.decidedAt());
        document.put("origin", intent.origin().map(StoryAnswer::json).orElse(null));
        document.put("quote", story.review().map(StoryAnswer::quoteJson).orElse(null));
        document.put("checks", checksJson());
        document.put("timeline", timelineJson());
        document.put("position", story.effect().map(StoryAnswer::json).orElse(null));
        return document;
    }

    private Optional<Double> slippageBps(Order order) {
        return order.filled().isZero()
                ? Optional.empty()
                : slippage.bps(intent.side(), order.averageFillPrice());
    }

    private static Map<String, @Nullable Object> json(Origin origin) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("kind", origin.kind());
        object.put("version", origin.version());
        object.put("parameters", origin.parameters());
        object.put("strength", origin.strength());
        object.put("detail", origin.detail());
        object.put("saidAt", origin.saidAt());
        object.put("saw", origin.trigger().map(Timeline::described).orElse(null));
        object.put("sawAt", origin.trigger().map(seen -> seen.at()).orElse(null));
        return object;
    }

    private static @Nullable Map<String, @Nullable Object> quoteJson(IntentReviewed review) {
        if (review.quote().isEmpty()) {
            return null;
        }
        Quote quote = review.quote().get();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("bidSize", quote.bidSize());
        object.put("bid", quote.bid());
        object.put("ask", quote.ask());
        object.put("askSize", quote.askSize());
        object.put("at", quote.at());
        object.put("ageMillis", Duration.between(quote.at(), review.at()).toMillis());
        return object;
    }

    private List<Map<String, @Nullable Object>> checksJson() {
        List<Map<String, @Nullable Object>> checks = new ArrayList<>();
        for (CheckResult check : story.review().map(IntentReviewed::checks).orElse(List.of())) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("row", check.row());
            object.put("check", check.check());
            object.put("passed", check.passed());
            object.put("figures", check.figures());
            checks.add(object);
        }
        return checks;
    }

    private List<Map<String, @Nullable Object>> timelineJson() {
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        for (Line line : timeline.lines()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("at", line.at());
            object.put("afterMillis", afterMillis(line));
            object.put("event", line.event());
            object.put("text", line.text());
            lines.add(object);
        }
        return lines;
    }

    private static Map<String, @Nullable Object> json(Effect effect) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("before", effect.before());
        object.put("after", effect.after());
        object.put("realized", effect.realized());
        return object;
    }
}

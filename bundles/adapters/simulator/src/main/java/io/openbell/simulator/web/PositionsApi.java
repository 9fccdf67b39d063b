package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.AssetClass;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.Tape;
import io.openbell.simulator.trading.Decimals;
import io.openbell.simulator.trading.Exchange;
import io.openbell.simulator.trading.Holding;
import io.openbell.simulator.trading.Instrument;
import io.openbell.simulator.trading.Refusal;
import io.openbell.simulator.trading.Valuation;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** What is held, and closing it: /v2/positions and below. */
final class PositionsApi implements Api {

    private static final String POSITIONS = "/v2/positions";
    private static final String EXERCISE = "/exercise";
    private static final String DO_NOT_EXERCISE = "/do-not-exercise";

    private final Exchange exchange;
    private final Tape tape;

    PositionsApi(Exchange exchange, Tape tape) {
        this.exchange = exchange;
        this.tape = tape;
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal, IOException {
        if (request.is("GET", POSITIONS)) {
            ArrayNode all = Json.MAPPER.createArrayNode();
            exchange.books().holdings().forEach(holding -> all.add(position(holding)));
            return Optional.of(Reply.ok(all));
        }
        if (request.is("DELETE", POSITIONS)) {
            return Optional.of(closeAll(request));
        }
        Optional<String> name = request.behind(POSITIONS + "/");
        return name.isPresent() ? one(request, name.get()) : Optional.empty();
    }

    private Optional<Reply> one(Request request, String name) throws Refusal, IOException {
        if (request.method().equals("POST") && name.endsWith(DO_NOT_EXERCISE)) {
            exchange.doNotExercise(without(name, DO_NOT_EXERCISE));
            return Optional.of(new Reply(200, null));
        }
        if (request.method().equals("POST") && name.endsWith(EXERCISE)) {
            exchange.exercise(without(name, EXERCISE));
            return Optional.of(new Reply(200, null));
        }
        return switch (request.method()) {
            case "GET" -> Optional.of(Reply.ok(position(exchange.position(name))));
            case "DELETE" ->
                    Optional.of(
                            Reply.ok(
                                    exchange.closePosition(
                                            name,
                                            request.parameter("qty").orElse(""),
                                            request.parameter("percentage").orElse(""))));
            default -> Optional.empty();
        };
    }

    private static String without(String name, String ending) {
        return name.substring(0, name.length() - ending.length());
    }

    private Reply closeAll(Request request) throws Refusal, IOException {
        if (request.parameter("cancel_orders").orElse("false").equalsIgnoreCase("true")) {
            exchange.cancelAll();
        }
        ArrayNode answers = Json.MAPPER.createArrayNode();
        for (Holding holding : exchange.books().holdings()) {
            ObjectNode answer = answers.addObject();
            answer.put("symbol", holding.instrument().inPositions());
            try {
                ObjectNode order = exchange.closePosition(holding.symbol(), "", "");
                answer.put("status", 200).set("body", order);
            } catch (Refusal refusal) {
                Reply refused = Reply.refused(refusal);
                answer.put("status", refused.status()).set("body", refused.body());
            }
        }
        return new Reply(207, answers);
    }

    private ObjectNode position(Holding holding) {
        Valuation worth = exchange.valuation();
        Instrument instrument = holding.instrument();
        BigDecimal price = worth.price(holding);
        BigDecimal value = worth.value(holding);
        BigDecimal profit = value.subtract(holding.cost());
        BigDecimal lastDay = tape.lastDayClose(holding.symbol(), exchange.today()).orElse(price);
        BigDecimal costToday = exchange.books().costToday(holding, lastDay);
        BigDecimal profitToday = value.subtract(costToday);
        BigDecimal available =
                holding.quantity()
                        .abs()
                        .subtract(exchange.power().heldForOrders(holding))
                        .max(BigDecimal.ZERO);
        Optional<Listing> listing = tape.listing(holding.symbol());
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("asset_id", Listing.id(holding.symbol()));
        json.put("symbol", instrument.inPositions());
        json.put("exchange", exchangeName(instrument, listing));
        json.put("asset_class", instrument.assetClass().word());
        json.put("asset_marginable", listing.map(l -> l.terms().marginable()).orElse(false));
        json.put("qty", Decimals.text(holding.quantity()));
        json.put("qty_available", Decimals.text(signedAs(holding.quantity(), available)));
        json.put("side", holding.quantity().signum() > 0 ? "long" : "short");
        json.put("avg_entry_price", Decimals.text(holding.averagePrice()));
        json.put("cost_basis", Decimals.text(holding.cost()));
        json.put("market_value", Decimals.text(value));
        json.put("current_price", Decimals.text(price));
        json.put("lastday_price", Decimals.text(lastDay));
        json.put("change_today", ratio(price.subtract(lastDay), lastDay));
        json.put("unrealized_pl", Decimals.text(profit));
        json.put("unrealized_plpc", ratio(profit, holding.cost().abs()));
        json.put("unrealized_intraday_pl", Decimals.text(profitToday));
        json.put("unrealized_intraday_plpc", ratio(profitToday, costToday.abs()));
        return json;
    }

    private static String exchangeName(Instrument instrument, Optional<Listing> listing) {
        return instrument.assetClass() == AssetClass.CRYPTO
                ? "CRYPTO"
                : listing.map(Listing::exchange).orElse("");
    }

    private static BigDecimal signedAs(BigDecimal sign, BigDecimal amount) {
        return sign.signum() < 0 ? amount.negate() : amount;
    }

    private static String ratio(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? "0"
                : Decimals.text(part.divide(whole, 9, RoundingMode.HALF_EVEN));
    }
}

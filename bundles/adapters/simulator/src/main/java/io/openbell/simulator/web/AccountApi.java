package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.Tape;
import io.openbell.simulator.trading.Books;
import io.openbell.simulator.trading.Decimals;
import io.openbell.simulator.trading.Exchange;
import io.openbell.simulator.trading.Holding;
import io.openbell.simulator.trading.OrderJson;
import io.openbell.simulator.trading.Refusal;
import io.openbell.simulator.trading.Valuation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/** The account and its positions. */
final class AccountApi implements Api {

    private static final String POSITIONS = "/v2/positions";
    private static final BigDecimal INITIAL_MARGIN = new BigDecimal("0.5");
    private static final BigDecimal MAINTENANCE_MARGIN = new BigDecimal("0.3");

    private final Exchange exchange;
    private final Tape tape;

    AccountApi(Exchange exchange, Tape tape) {
        this.exchange = exchange;
        this.tape = tape;
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal {
        if (request.is("GET", "/v2/account")) {
            return Optional.of(Reply.ok(account()));
        }
        if (request.is("GET", POSITIONS)) {
            ArrayNode all = Json.MAPPER.createArrayNode();
            exchange.books().holdings().forEach(holding -> all.add(position(holding)));
            return Optional.of(Reply.ok(all));
        }
        Optional<String> symbol = request.behind(POSITIONS + "/");
        if (symbol.isPresent() && request.method().equals("GET")) {
            return Optional.of(Reply.ok(position(find(symbol.get()))));
        }
        return Optional.empty();
    }

    private Holding find(String symbolOrId) throws Refusal {
        return exchange.books().holdings().stream()
                .filter(
                        holding ->
                                holding.symbol().equals(symbolOrId.toUpperCase(Locale.ROOT))
                                        || OrderJson.assetId(holding.symbol()).equals(symbolOrId))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("position does not exist"));
    }

    private ObjectNode account() {
        Books books = exchange.books();
        Valuation worth = exchange.valuation();
        BigDecimal equity = worth.equity();
        BigDecimal gross = worth.longValue().subtract(worth.shortValue());
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", books.accountId());
        json.put("account_number", books.accountNumber());
        json.put("status", "ACTIVE");
        json.put("crypto_status", "INACTIVE");
        json.put("currency", "USD");
        json.put("created_at", books.openedAt().toString());
        json.put("balance_asof", exchange.today().minusDays(1).toString());
        json.put("cash", money(books.cash()));
        json.put("equity", money(equity));
        json.put("portfolio_value", money(equity));
        json.put("last_equity", money(books.lastEquity()));
        json.put("long_market_value", money(worth.longValue()));
        json.put("short_market_value", money(worth.shortValue()));
        json.put("position_market_value", money(gross));
        json.put("buying_power", money(worth.buyingPower()));
        json.put("regt_buying_power", money(worth.buyingPower()));
        json.put(
                "non_marginable_buying_power",
                money(worth.buyingPower().min(books.cash().max(BigDecimal.ZERO))));
        json.put("options_buying_power", "0");
        json.put("options_approved_level", 0);
        json.put("options_trading_level", 0);
        json.put("multiplier", money(worth.multiplier()));
        json.put("initial_margin", money(gross.multiply(INITIAL_MARGIN)));
        json.put("maintenance_margin", money(gross.multiply(MAINTENANCE_MARGIN)));
        json.put("last_maintenance_margin", "0");
        json.put("sma", "0");
        json.put("accrued_fees", "0");
        json.put("pending_reg_taf_fees", "0");
        json.put("pending_transfer_in", "0");
        json.put("pending_transfer_out", "0");
        json.put("intraday_adjustments", "0");
        json.put("shorting_enabled", true);
        json.put("account_blocked", false);
        json.put("trading_blocked", exchange.interference().isAccountBlocked());
        json.put("transfers_blocked", false);
        json.put("trade_suspended_by_user", false);
        return json;
    }

    private ObjectNode position(Holding holding) {
        Valuation worth = exchange.valuation();
        BigDecimal price = worth.price(holding);
        BigDecimal value = worth.value(holding);
        BigDecimal profit = value.subtract(holding.cost());
        BigDecimal lastDay = tape.lastDayClose(holding.symbol(), exchange.today()).orElse(price);
        BigDecimal available =
                holding.quantity()
                        .abs()
                        .subtract(worth.heldForOrders(holding))
                        .max(BigDecimal.ZERO);
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("asset_id", OrderJson.assetId(holding.symbol()));
        json.put("symbol", holding.symbol());
        json.put("exchange", tape.listing(holding.symbol()).map(l -> l.exchange()).orElse(""));
        json.put("asset_class", "us_equity");
        json.put("asset_marginable", true);
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
        // The exchange never closes: the whole holding counts as today's.
        json.put("unrealized_intraday_pl", Decimals.text(profit));
        json.put("unrealized_intraday_plpc", ratio(profit, holding.cost().abs()));
        return json;
    }

    private static BigDecimal signedAs(BigDecimal sign, BigDecimal amount) {
        return sign.signum() < 0 ? amount.negate() : amount;
    }

    private static String ratio(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? "0"
                : Decimals.text(part.divide(whole, 9, RoundingMode.HALF_EVEN));
    }

    private static String money(BigDecimal amount) {
        return Decimals.text(amount);
    }
}

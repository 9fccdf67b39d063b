package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.trading.AccountSettings;
import io.openbell.simulator.trading.Books;
import io.openbell.simulator.trading.BuyingPower;
import io.openbell.simulator.trading.Decimals;
import io.openbell.simulator.trading.Exchange;
import io.openbell.simulator.trading.Refusal;
import io.openbell.simulator.trading.Valuation;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The account, and how its owner set it up. */
final class AccountApi implements Api {

    private static final String CONFIGURATIONS = "/v2/account/configurations";
    private static final int APPROVED_OPTIONS_LEVEL = 3;

    private final Exchange exchange;

    AccountApi(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal, IOException {
        if (request.is("GET", "/v2/account")) {
            return Optional.of(Reply.ok(account()));
        }
        if (request.is("GET", CONFIGURATIONS)) {
            return Optional.of(Reply.ok(configurations()));
        }
        if (request.is("PATCH", CONFIGURATIONS)) {
            exchange.configure(changed(request.json(), exchange.books().settings()));
            return Optional.of(Reply.ok(configurations()));
        }
        return Optional.empty();
    }

    private ObjectNode account() {
        Books books = exchange.books();
        Valuation worth = exchange.valuation();
        BuyingPower power = exchange.power();
        AccountSettings settings = books.settings();
        BigDecimal equity = worth.equity();
        BigDecimal gross = worth.longValue().subtract(worth.shortValue());
        boolean blocked = exchange.interference().isAccountBlocked();
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", books.accountId());
        json.put("account_number", books.accountNumber());
        json.put("status", "ACTIVE");
        json.put("crypto_status", "ACTIVE");
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
        json.put("buying_power", money(power.marginable()));
        json.put("effective_buying_power", money(power.marginable()));
        json.put("regt_buying_power", money(power.regulationT()));
        json.put("non_marginable_buying_power", money(power.nonMarginable()));
        json.put("options_buying_power", money(power.options()));
        json.put("options_approved_level", APPROVED_OPTIONS_LEVEL);
        json.put("options_trading_level", settings.maxOptionsTradingLevel());
        json.put("crypto_tier", 1);
        json.put("multiplier", money(worth.multiplier()));
        json.put("initial_margin", money(worth.initialMargin()));
        json.put("maintenance_margin", money(worth.maintenanceMargin()));
        json.put("last_maintenance_margin", money(books.lastMaintenanceMargin()));
        json.put("sma", money(equity.subtract(worth.initialMargin()).max(BigDecimal.ZERO)));
        json.put("accrued_fees", "0");
        json.put("pending_reg_taf_fees", "0");
        json.put("pending_transfer_in", "0");
        json.put("pending_transfer_out", "0");
        json.put("intraday_adjustments", "0");
        json.put("shorting_enabled", !settings.noShorting());
        json.put("account_blocked", blocked);
        json.put("trading_blocked", blocked);
        json.put("transfers_blocked", false);
        json.put("trade_suspended_by_user", settings.suspendTrade());
        json.putObject("admin_configurations");
        json.putNull("user_configurations");
        return json;
    }

    private ObjectNode configurations() {
        AccountSettings settings = exchange.books().settings();
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("no_shorting", settings.noShorting());
        json.put("suspend_trade", settings.suspendTrade());
        json.put("fractional_trading", settings.fractionalTrading());
        json.put("max_margin_multiplier", String.valueOf(settings.maxMarginMultiplier()));
        json.put("max_options_trading_level", settings.maxOptionsTradingLevel());
        json.put("trade_confirm_email", settings.tradeConfirmEmail());
        json.put("ptp_no_exception_entry", settings.ptpNoExceptionEntry());
        json.put("disable_overnight_trading", settings.disableOvernightTrading());
        return json;
    }

    private static AccountSettings changed(JsonNode body, AccountSettings now) throws Refusal {
        if (!body.isObject()) {
            throw Refusal.malformed("request body format is invalid");
        }
        return new AccountSettings(
                flag(body, "no_shorting", now.noShorting()),
                flag(body, "suspend_trade", now.suspendTrade()),
                flag(body, "fractional_trading", now.fractionalTrading()),
                Integer.parseInt(
                        word(
                                body,
                                "max_margin_multiplier",
                                List.of("1", "2", "4"),
                                String.valueOf(now.maxMarginMultiplier()))),
                Integer.parseInt(
                        word(
                                body,
                                "max_options_trading_level",
                                List.of("0", "1", "2", "3"),
                                String.valueOf(now.maxOptionsTradingLevel()))),
                word(body, "trade_confirm_email", List.of("all", "none"), now.tradeConfirmEmail()),
                flag(body, "ptp_no_exception_entry", now.ptpNoExceptionEntry()),
                flag(body, "disable_overnight_trading", now.disableOvernightTrading()));
    }

    private static boolean flag(JsonNode body, String field, boolean otherwise) throws Refusal {
        return word(body, field, List.of("true", "false"), String.valueOf(otherwise))
                .equals("true");
    }

    private static String word(JsonNode body, String field, List<String> words, String otherwise)
            throws Refusal {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (!words.contains(node.asText())) {
            throw Refusal.invalid("invalid " + field + ": must be one of " + words);
        }
        return node.asText();
    }

    private static String money(BigDecimal amount) {
        return Decimals.text(amount);
    }
}

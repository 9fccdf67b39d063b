package io.openbell.alpacaclient.decode;

import io.openbell.api.broker.AccountFigures;
import io.openbell.api.broker.AccountRights;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Alpaca's account and positions as ours. The fields about day trades, which Alpaca removed in 2026, are not read. */
public final class AccountJson {

    private AccountJson() {}

    public static BrokerAccount account(Fields account, Instant at) throws BrokerException {
        AccountRights rights = rights(account);
        String blocked = String.join(", ", blocks(account.text("status"), rights));
        Money equity = account.money("equity");
        return new BrokerAccount(
                account.text("account_number"),
                account.money("cash"),
                equity,
                account.has("last_equity") ? account.money("last_equity") : equity,
                account.money("buying_power"),
                blocked.isEmpty(),
                blocked,
                at,
                rights,
                figures(account));
    }

    private static AccountRights rights(Fields account) throws BrokerException {
        int approved = whole(account, "options_approved_level", 0);
        return new AccountRights(
                whole(account, "multiplier", 1),
                account.flag("shorting_enabled", false),
                approved,
                whole(account, "options_trading_level", approved),
                account.flag("trading_blocked", false),
                account.flag("account_blocked", false),
                account.flag("transfers_blocked", false),
                account.flag("trade_suspended_by_user", false));
    }

    private static List<String> blocks(String status, AccountRights rights) {
        List<String> blocks = new ArrayList<>();
        if (!status.equals("ACTIVE")) {
            blocks.add("status " + status);
        }
        if (rights.accountBlocked()) {
            blocks.add("account_blocked");
        }
        if (rights.tradingBlocked()) {
            blocks.add("trading_blocked");
        }
        if (rights.suspendedByUser()) {
            blocks.add("trade_suspended_by_user");
        }
        return blocks;
    }

    private static AccountFigures figures(Fields account) throws BrokerException {
        return new AccountFigures(
                moneyOrZero(account, "long_market_value"),
                moneyOrZero(account, "short_market_value"),
                moneyOrZero(account, "initial_margin"),
                moneyOrZero(account, "maintenance_margin"),
                moneyOrZero(account, "regt_buying_power"),
                moneyOrZero(account, "options_buying_power"),
                moneyOrZero(account, "non_marginable_buying_power"));
    }

    public static BrokerPosition position(Fields position) throws BrokerException {
        Quantity quantity = position.quantity("qty");
        boolean isShort = position.text("side", "long").equals("short");
        AssetClass kind = assetClass(position.text("asset_class", ""), position.symbol("symbol"));
        return new BrokerPosition(
                symbol(position, kind),
                signed(quantity, isShort),
                position.price("avg_entry_price"),
                kind,
                position.has("qty_available")
                        ? signed(position.quantity("qty_available"), isShort)
                        : signed(quantity, isShort),
                moneyOrZero(position, "market_value"));
    }

    private static Quantity signed(Quantity quantity, boolean isShort) {
        return isShort && quantity.isPositive() ? quantity.negated() : quantity;
    }

    /** What the venue calls it; its spelling decides where the venue says nothing. */
    static AssetClass assetClass(String word, Symbol symbol) {
        return switch (word) {
            case "us_equity" -> AssetClass.US_EQUITY;
            case "crypto" -> AssetClass.CRYPTO;
            case "us_option" -> AssetClass.US_OPTION;
            case "" -> symbol.assetClass();
            default -> AssetClass.OTHER;
        };
    }

    /** Alpaca writes a pair with its slash in orders and without it in positions. */
    public static Symbol symbol(Fields object, AssetClass kind) throws BrokerException {
        Symbol symbol = object.symbol("symbol");
        String ticker = symbol.ticker();
        if (kind != AssetClass.CRYPTO || ticker.indexOf('/') >= 0) {
            return symbol;
        }
        for (String currency : new String[] {"USDT", "USDC", "USD", "BTC"}) {
            int coin = ticker.length() - currency.length();
            if (coin > 0 && ticker.endsWith(currency)) {
                return Symbol.of(ticker.substring(0, coin) + "/" + currency);
            }
        }
        return symbol;
    }

    private static Money moneyOrZero(Fields object, String name) throws BrokerException {
        return new Money(object.decimalOrZero(name));
    }

    private static int whole(Fields object, String name, int absent) throws BrokerException {
        return object.has(name) ? (int) (object.decimalOrZero(name) / FixedPoint.ONE) : absent;
    }
}

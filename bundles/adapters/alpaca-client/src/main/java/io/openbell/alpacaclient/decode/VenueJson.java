package io.openbell.alpacaclient.decode;

import io.openbell.api.broker.Asset;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.MarketClock;
import io.openbell.api.broker.OptionContract;
import io.openbell.api.broker.TradingSession;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/** Alpaca's objects as ours. */
public final class VenueJson {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final int SHARES_OF_A_CONTRACT = 100;

    private VenueJson() {}

    public static Asset asset(Fields asset) throws BrokerException {
        Symbol spelled = asset.symbol("symbol");
        AssetClass kind = AccountJson.assetClass(asset.text("class", ""), spelled);
        return new Asset(
                AccountJson.symbol(asset, kind),
                asset.text("name", ""),
                asset.text("exchange", ""),
                asset.flag("tradable", false) && asset.text("status", "active").equals("active"),
                asset.flag("fractionable", false),
                asset.flag("shortable", false),
                kind,
                asset.flag("marginable", false),
                asset.flag("easy_to_borrow", false),
                quantity(asset, "min_order_size"),
                quantity(asset, "min_trade_increment"),
                asset.has("price_increment")
                        ? Optional.of(asset.price("price_increment"))
                        : Optional.empty(),
                Set.copyOf(asset.texts("attributes")));
    }

    private static Optional<Quantity> quantity(Fields object, String name) throws BrokerException {
        return object.has(name) ? Optional.of(object.quantity(name)) : Optional.empty();
    }

    public static MarketClock clock(Fields clock) throws BrokerException {
        return new MarketClock(
                clock.instant("timestamp"),
                clock.flag("is_open"),
                clock.instant("next_open"),
                clock.instant("next_close"));
    }

    public static TradingSession session(Fields day) throws BrokerException {
        LocalDate date = day.date("date");
        return new TradingSession(
                date,
                newYork(date, day, "open", "09:30"),
                newYork(date, day, "close", "16:00"),
                newYork(date, day, "session_open", "04:00"),
                newYork(date, day, "session_close", "20:00"));
    }

    /** Alpaca writes 09:30 for the one session and 0400 for the other. */
    private static Instant newYork(LocalDate date, Fields day, String name, String absent)
            throws BrokerException {
        String text = day.text(name, absent).replace(":", "");
        try {
            LocalTime time = LocalTime.parse(text, DateTimeFormatter.ofPattern("HHmm"));
            return date.atTime(time).atZone(NEW_YORK).toInstant();
        } catch (DateTimeException noTime) {
            throw day.unusable(name, day.required(name), "a time of day such as 09:30");
        }
    }

    public static OptionContract contract(Fields contract) throws BrokerException {
        boolean active = contract.text("status", "active").equals("active");
        return new OptionContract(
                contract.symbol("symbol"),
                contract.text("name", ""),
                active && contract.flag("tradable", true),
                contract.symbol("underlying_symbol"),
                switch (contract.text("type")) {
                    case "call" -> OptionContract.Right.CALL;
                    case "put" -> OptionContract.Right.PUT;
                    default ->
                            throw contract.unusable(
                                    "type", contract.required("type"), "call or put");
                },
                contract.text("style", "american").equals("european")
                        ? OptionContract.Style.EUROPEAN
                        : OptionContract.Style.AMERICAN,
                contract.date("expiration_date"),
                contract.price("strike_price"),
                contract.has("multiplier")
                        ? contract.quantity("multiplier")
                        : Quantity.of(SHARES_OF_A_CONTRACT),
                quantity(contract, "open_interest"),
                contract.has("close_price")
                        ? Optional.of(contract.price("close_price"))
                        : Optional.empty());
    }
}

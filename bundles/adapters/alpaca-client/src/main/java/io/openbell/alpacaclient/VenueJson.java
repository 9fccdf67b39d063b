package io.openbell.alpacaclient;

import io.openbell.api.broker.Asset;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.MarketClock;
import io.openbell.api.market.Bar;
import io.openbell.api.market.Quote;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Alpaca's objects as ours. */
final class VenueJson {

    private VenueJson() {}

    static Asset asset(Fields asset) throws BrokerException {
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

    static MarketClock clock(Fields clock) throws BrokerException {
        return new MarketClock(
                clock.instant("timestamp"),
                clock.flag("is_open"),
                clock.instant("next_open"),
                clock.instant("next_close"));
    }

    static Quote quote(Symbol symbol, Fields quote) throws BrokerException {
        return new Quote(
                symbol,
                new Price(quote.decimalOrZero("bp")),
                new Quantity(quote.decimalOrZero("bs")),
                new Price(quote.decimalOrZero("ap")),
                new Quantity(quote.decimalOrZero("as")),
                quote.instant("t"));
    }

    static Bar bar(Symbol symbol, Duration width, Fields bar) throws BrokerException {
        Price close = bar.price("c");
        return new Bar(
                symbol,
                width,
                bar.instant("t"),
                bar.price("o"),
                bar.price("h"),
                bar.price("l"),
                close,
                bar.quantity("v"),
                bar.has("vw") ? bar.price("vw") : close,
                bar.decimalOrZero("n") / FixedPoint.ONE);
    }
}

package io.openbell.alpacaclient.decode;

import io.openbell.api.broker.BrokerException;
import io.openbell.api.market.Bar;
import io.openbell.api.market.MarketSnapshot;
import io.openbell.api.market.NewsArticle;
import io.openbell.api.market.OptionSnapshot;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Alpaca's market data and news as ours. */
public final class MarketJson {

    private static final int LONGEST_HEADLINE = 1_000;
    private static final int LONGEST_SUMMARY = 10_000;
    private static final int LONGEST_CONTENT = 100_000;

    private MarketJson() {}

    /** Neither canceled nor replaced by its correction since it was printed: the venue lists those as well. */
    public static boolean stands(Fields trade) throws BrokerException {
        String update = trade.text("u", "");
        return !update.equals("canceled") && !update.equals("incorrect");
    }

    public static Trade trade(Symbol symbol, Fields trade) throws BrokerException {
        return new Trade(
                symbol,
                trade.price("p"),
                trade.quantity("s"),
                trade.whole("i", 0),
                trade.text("x", ""),
                trade.instant("t"));
    }

    public static Quote quote(Symbol symbol, Fields quote) throws BrokerException {
        return new Quote(
                symbol,
                new Price(quote.decimalOrZero("bp")),
                new Quantity(quote.decimalOrZero("bs")),
                new Price(quote.decimalOrZero("ap")),
                new Quantity(quote.decimalOrZero("as")),
                quote.instant("t"));
    }

    /** One whose figures cannot be is refused: strategies and figures of volume are worked out from bars. */
    public static Bar bar(Symbol symbol, Duration width, Fields bar) throws BrokerException {
        Price close = bar.price("c");
        Price high = bar.price("h");
        Price low = bar.price("l");
        Quantity volume = bar.quantity("v");
        if (!low.isPositive() || low.exceeds(high) || volume.isNegative()) {
            throw new BrokerException(
                    "a bar of %s at %s cannot be: low=%s high=%s volume=%s"
                            .formatted(symbol, bar.instant("t"), low, high, volume),
                    0);
        }
        return new Bar(
                symbol,
                width,
                bar.instant("t"),
                bar.price("o"),
                high,
                low,
                close,
                volume,
                bar.has("vw") ? bar.price("vw") : close,
                bar.decimalOrZero("n") / FixedPoint.ONE);
    }

    public static MarketSnapshot snapshot(Symbol symbol, Fields stated) throws BrokerException {
        return new MarketSnapshot(
                symbol,
                stated.has("latestTrade")
                        ? Optional.of(trade(symbol, stated.child("latestTrade")))
                        : Optional.empty(),
                stated.has("latestQuote")
                        ? Optional.of(quote(symbol, stated.child("latestQuote")))
                        : Optional.empty(),
                bar(symbol, Duration.ofMinutes(1), stated, "minuteBar"),
                bar(symbol, Duration.ofDays(1), stated, "dailyBar"),
                bar(symbol, Duration.ofDays(1), stated, "prevDailyBar"));
    }

    private static Optional<Bar> bar(Symbol symbol, Duration width, Fields stated, String name)
            throws BrokerException {
        return stated.has(name)
                ? Optional.of(bar(symbol, width, stated.child(name)))
                : Optional.empty();
    }

    public static OptionSnapshot option(String name, Fields stated) throws BrokerException {
        Symbol symbol = stated.symbolNamed(name);
        MarketSnapshot plain = snapshot(symbol, stated);
        return new OptionSnapshot(
                symbol,
                plain.latestTrade(),
                plain.latestQuote(),
                stated.has("impliedVolatility")
                        ? OptionalDouble.of(stated.number("impliedVolatility"))
                        : OptionalDouble.empty(),
                stated.has("greeks")
                        ? Optional.of(greeks(stated.child("greeks")))
                        : Optional.empty());
    }

    private static OptionSnapshot.Greeks greeks(Fields greeks) throws BrokerException {
        return new OptionSnapshot.Greeks(
                greeks.number("delta"),
                greeks.number("gamma"),
                greeks.number("theta"),
                greeks.number("vega"),
                greeks.number("rho"));
    }

    public static NewsArticle news(Fields article) throws BrokerException {
        Instant created = article.instant("created_at");
        return new NewsArticle(
                article.whole("id", 0),
                cut(article.text("headline", ""), LONGEST_HEADLINE),
                cut(article.text("summary", ""), LONGEST_SUMMARY),
                cut(article.text("content", ""), LONGEST_CONTENT),
                cut(article.text("author", ""), LONGEST_HEADLINE),
                cut(article.text("source", ""), LONGEST_HEADLINE),
                cut(article.text("url", ""), LONGEST_HEADLINE),
                symbols(article),
                created,
                article.instant("updated_at", created));
    }

    /** A news article names indices, foreign shares and typing errors as well. */
    private static Set<Symbol> symbols(Fields article) throws BrokerException {
        Set<Symbol> symbols = new HashSet<>();
        for (String ticker : article.texts("symbols")) {
            if (Symbol.isValid(ticker)) {
                symbols.add(Symbol.of(ticker));
            }
        }
        return symbols;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}

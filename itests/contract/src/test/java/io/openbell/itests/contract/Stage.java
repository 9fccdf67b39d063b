package io.openbell.itests.contract;

import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.simulator.faults.FaultKind;
import java.util.Arrays;
import java.util.List;

/** What is traded, and how both sides talk. */
enum Stage {
    STOCKS("AAPL", "MSFT", "/v2/iex", "/v2/stocks/trades?feed=iex&", false, false),
    STOCKS_IN_MSGPACK("AAPL", "MSFT", "/v2/iex", "/v2/stocks/trades?feed=iex&", true, false),
    STOCKS_OVER_TLS("AAPL", "MSFT", "/v2/iex", "/v2/stocks/trades?feed=iex&", false, true),
    COINS("BTC/USD", "ETH/USD", "/v1beta3/crypto/us", "/v1beta3/crypto/us/trades?", false, false),
    COINS_IN_MSGPACK_OVER_TLS(
            "BTC/USD", "ETH/USD", "/v1beta3/crypto/us", "/v1beta3/crypto/us/trades?", true, true);

    private final Symbol traded;
    private final Symbol watched;
    private final String marketPath;
    private final String tradesPath;
    private final boolean msgpack;
    private final boolean tls;

    Stage(
            String traded,
            String watched,
            String marketPath,
            String tradesPath,
            boolean msgpack,
            boolean tls) {
        this.traded = Symbol.of(traded);
        this.watched = Symbol.of(watched);
        this.marketPath = marketPath;
        this.tradesPath = tradesPath;
        this.msgpack = msgpack;
        this.tls = tls;
    }

    Symbol traded() {
        return traded;
    }

    Symbol watched() {
        return watched;
    }

    /** Of its market data stream. */
    String marketPath() {
        return marketPath;
    }

    /** Asks for past trades; further parameters follow. */
    String tradesPath() {
        return tradesPath;
    }

    boolean msgpack() {
        return msgpack;
    }

    boolean tls() {
        return tls;
    }

    /** All that can strike here: trades of coins are never taken back. */
    List<FaultKind> faults() {
        return Arrays.stream(FaultKind.values())
                .filter(
                        kind ->
                                !coins()
                                        || kind != FaultKind.CORRECTED_TRADE
                                                && kind != FaultKind.CANCELED_TRADE)
                .toList();
    }

    private boolean coins() {
        return traded.ticker().contains("/");
    }

    /** A share; coins that are worth some dollars. Less is sold than was bought, because the fee is taken in coins. */
    Quantity quantity(Side side) {
        return coins() ? Quantity.parse(side == Side.BUY ? "0.0002" : "0.00015") : Quantity.of(1L);
    }

    Quantity restingQuantity() {
        return Quantity.of(1L);
    }

    /** So far from the market that it rests. */
    Price restingPrice(boolean changed) {
        Price usual = coins() ? Price.parse("20") : Price.of(1);
        Price other = Price.parse(coins() ? "20.5" : "1.01");
        return changed ? other : usual;
    }

    TimeInForce timeInForce() {
        return coins() ? TimeInForce.GTC : TimeInForce.DAY;
    }
}

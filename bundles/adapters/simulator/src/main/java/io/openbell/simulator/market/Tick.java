package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * One message of the tape. Prices in dollars (of a pair: in its quote currency), sizes in shares, coins or contracts,
 * times UTC by the exchange's clock. Tapes are {@code A}, {@code B} or {@code C}; empty when the instrument is no stock.
 */
public sealed interface Tick {

    /** The instrument. */
    String symbol();

    /** When. */
    Instant at();

    /** The best bid and offer; a price of zero means that side is empty. */
    record Quote(
            String symbol,
            BigDecimal bid,
            BigDecimal bidSize,
            BigDecimal ask,
            BigDecimal askSize,
            String exchange,
            List<String> conditions,
            String tape,
            Instant at)
            implements Tick {

        /** With a copy of the conditions. */
        public Quote {
            conditions = List.copyOf(conditions);
        }

        /** The same under another name. */
        Quote of(String name) {
            return new Quote(name, bid, bidSize, ask, askSize, exchange, conditions, tape, at);
        }
    }

    /** A print; ids count up per symbol. */
    record Trade(
            String symbol,
            long id,
            BigDecimal price,
            BigDecimal size,
            Taker taker,
            String exchange,
            List<String> conditions,
            String tape,
            Instant at,
            Standing standing)
            implements Tick {

        /** With a copy of the conditions. */
        public Trade {
            conditions = List.copyOf(conditions);
        }

        /** One that nobody has taken back. */
        public Trade(
                String symbol,
                long id,
                BigDecimal price,
                BigDecimal size,
                Taker taker,
                String exchange,
                List<String> conditions,
                String tape,
                Instant at) {
            this(symbol, id, price, size, taker, exchange, conditions, tape, at, Standing.VALID);
        }

        /** The same print, as it stands by now. */
        Trade as(Standing now) {
            return new Trade(symbol, id, price, size, taker, exchange, conditions, tape, at, now);
        }

        /** The same under another name. */
        Trade of(String name) {
            return new Trade(
                    name, id, price, size, taker, exchange, conditions, tape, at, standing);
        }

        /** It counts: it was not taken back. */
        boolean counts() {
            return standing == Standing.VALID || standing == Standing.CORRECTED;
        }
    }

    /** What became of a print. */
    enum Standing {
        VALID(""),
        /** It is void. */
        CANCELED("canceled"),
        /** Another one stands in its place. */
        INCORRECT("incorrect"),
        /** It stands in the place of another one. */
        CORRECTED("corrected");

        private final String word;

        Standing(String word) {
            this.word = word;
        }

        /** As Alpaca writes it; empty for what is as it was. */
        public String word() {
            return word;
        }
    }

    /**
     * Trading was halted or goes on.
     *
     * @param code   status code, for example {@code H} halted, {@code T} trading
     * @param reason reason code, for example {@code T1} news pending, {@code LUDP} volatility pause; empty for none
     */
    record Status(
            String symbol,
            boolean halted,
            String code,
            String message,
            String reason,
            String reasonMessage,
            String tape,
            Instant at)
            implements Tick {}

    /** Limit up, limit down: the band prices may move in. The indicator is a letter of the tape's. */
    record Band(
            String symbol,
            BigDecimal up,
            BigDecimal down,
            String indicator,
            String tape,
            Instant at)
            implements Tick {}

    /** A print was wrong, and this is how it is right. */
    record Correction(Trade original, Trade corrected, Instant at) implements Tick {

        @Override
        public String symbol() {
            return original.symbol();
        }
    }

    /** A print is void. The action is {@code C} canceled or {@code E} in error. */
    record Cancellation(Trade original, String action, Instant at) implements Tick {

        @Override
        public String symbol() {
            return original.symbol();
        }
    }

    /** Who hit the other: the buyer, the seller, or nobody knows. */
    enum Taker {
        BUYER("B"),
        SELLER("S"),
        UNKNOWN("-");

        private final String letter;

        Taker(String letter) {
            this.letter = letter;
        }

        /** As Alpaca's crypto data write it. */
        public String letter() {
            return letter;
        }
    }
}

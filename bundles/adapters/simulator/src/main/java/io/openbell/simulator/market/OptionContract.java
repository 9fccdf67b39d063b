package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The right to buy (call) or sell (put) 100 shares at the strike, at any time until the end of the expiration day.
 *
 * @param strike dollars per share
 */
public record OptionContract(
        String underlying, LocalDate expiration, boolean call, BigDecimal strike) {

    private static final Pattern OCC = Pattern.compile("([A-Z]{1,6})(\\d{6})([CP])(\\d{8})");
    private static final DateTimeFormatter SHORT_DATE = DateTimeFormatter.ofPattern("uuMMdd");
    private static final DateTimeFormatter LONG_DATE =
            DateTimeFormatter.ofPattern("MMM dd uuuu", Locale.ROOT);

    /** Reads an OCC symbol such as {@code AAPL261218C00230000}; empty when it is none. */
    public static Optional<OptionContract> parse(String symbol) {
        Matcher parts = OCC.matcher(symbol);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new OptionContract(
                            parts.group(1),
                            LocalDate.parse(parts.group(2), SHORT_DATE),
                            parts.group(3).equals("C"),
                            new BigDecimal(parts.group(4)).movePointLeft(3)));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /** The OCC symbol, without padding. */
    public String symbol() {
        return underlying
                + SHORT_DATE.format(expiration)
                + (call ? 'C' : 'P')
                + String.format(Locale.ROOT, "%08d", strike.movePointRight(3).longValueExact());
    }

    /** For people: {@code AAPL Dec 18 2026 230 Call}. */
    public String name() {
        return underlying
                + ' '
                + LONG_DATE.format(expiration)
                + ' '
                + strike.stripTrailingZeros().toPlainString()
                + (call ? " Call" : " Put");
    }

    /** What exercising it is worth per share, at that price of the underlying. */
    public BigDecimal intrinsic(BigDecimal underlyingPrice) {
        BigDecimal gain =
                call ? underlyingPrice.subtract(strike) : strike.subtract(underlyingPrice);
        return gain.max(BigDecimal.ZERO);
    }
}

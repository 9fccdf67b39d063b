package io.openbell.simulator.market;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One recorded day of ticks in LEAN's format: {@code .../tick/spy/20131007_trade.zip}. Trades are {@code
 * ms,price,size,exchange,condition,suspicious}, quotes {@code ms,bid,bidSize,ask,askSize,exchange,condition,suspicious};
 * times in milliseconds since midnight in New York, prices times 10,000. Every row counts, suspicious ones included.
 */
final class LeanTickFile implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("(\\d{8})_(trade|quote)\\.zip");
    private static final int PRICE_DECIMALS = 4;

    private final Path path;
    private final String symbol;
    private final boolean trades;
    private final Instant midnight;
    private final String tape;
    private @Nullable BufferedReader lines;
    private long row;

    private LeanTickFile(Path path, String symbol, boolean trades, Instant midnight) {
        this.path = path;
        this.symbol = symbol;
        this.trades = trades;
        this.midnight = midnight;
        this.tape = Listing.recorded(symbol).tape();
    }

    /** Reads symbol, kind and date from the path; {@link IllegalArgumentException} if they are not there. */
    static LeanTickFile at(Path path) {
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        Path folder = path.getParent();
        if (!name.matches() || folder == null || folder.getFileName() == null) {
            throw new IllegalArgumentException(
                    "replayFiles: '"
                            + path
                            + "' is not named <symbol>/<yyyymmdd>_trade.zip or <symbol>/<yyyymmdd>_quote.zip");
        }
        String symbol = folder.getFileName().toString().toUpperCase(Locale.ROOT);
        try {
            LocalDate date =
                    LocalDate.parse(name.group(1), DateTimeFormatter.ofPattern("uuuuMMdd"));
            Instant midnight = date.atStartOfDay(VolumeShape.NEW_YORK).toInstant();
            return new LeanTickFile(path, symbol, name.group(2).equals("trade"), midnight);
        } catch (DateTimeException noDate) {
            throw new IllegalArgumentException(
                    "replayFiles: '" + path + "' carries no date", noDate);
        }
    }

    String symbol() {
        return symbol;
    }

    boolean trades() {
        return trades;
    }

    Instant midnight() {
        return midnight;
    }

    /** The next row, or null at the end. {@code tradeId} is given to a trade. */
    @Nullable Tick next(long tradeId) throws IOException {
        if (lines == null) {
            lines = open();
        }
        String line = lines.readLine();
        if (line == null) {
            return null;
        }
        row++;
        try {
            String[] cell = line.split(",", -1);
            Instant at = midnight.plusMillis(Long.parseLong(cell[0]));
            return trades
                    ? new Tick.Trade(
                            symbol,
                            tradeId,
                            price(cell[1]),
                            size(cell[2]),
                            Tick.Taker.UNKNOWN,
                            cell[3],
                            conditions(cell[4]),
                            tape,
                            at)
                    : new Tick.Quote(
                            symbol,
                            price(cell[1]),
                            size(cell[2]),
                            price(cell[3]),
                            size(cell[4]),
                            cell[5],
                            conditions(cell[6]),
                            tape,
                            at);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException malformed) {
            throw new IOException(path + " row " + row + ": not a tick: '" + line + "'", malformed);
        }
    }

    private static BigDecimal price(String text) {
        return new BigDecimal(text).movePointLeft(PRICE_DECIMALS);
    }

    private static BigDecimal size(String text) {
        return BigDecimal.valueOf(Long.parseLong(text));
    }

    private static List<String> conditions(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private BufferedReader open() throws IOException {
        ZipInputStream zip = new ZipInputStream(Files.newInputStream(path));
        if (zip.getNextEntry() == null) {
            zip.close();
            throw new IOException(path + ": holds no file, or is no zip");
        }
        return new BufferedReader(new InputStreamReader(zip, StandardCharsets.US_ASCII), 1 << 16);
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
    }
}

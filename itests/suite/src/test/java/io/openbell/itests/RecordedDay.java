package io.openbell.itests;

import io.openbell.api.market.Bar;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;

/**
 * A LEAN file of trades, read and summed up without any code of the product: the oracle.
 *
 * @param trades every row, in the file's order
 */
record RecordedDay(List<Row> trades) {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** One row: {@code ms since midnight, price * 10000, size, exchange, condition, suspicious}. */
    record Row(Instant at, Price price, Quantity size) {}

    static RecordedDay read(Path file) throws IOException {
        String date = file.getFileName().toString().substring(0, 8);
        Instant midnight =
                LocalDate.parse(date, java.time.format.DateTimeFormatter.BASIC_ISO_DATE)
                        .atStartOfDay(NEW_YORK)
                        .toInstant();
        List<Row> rows = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            zip.getNextEntry();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(zip, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cell = line.split(",", -1);
                rows.add(
                        new Row(
                                midnight.plusMillis(Long.parseLong(cell[0])),
                                Price.of(new BigDecimal(cell[1]).movePointLeft(4)),
                                Quantity.of(Long.parseLong(cell[2]))));
            }
        }
        return new RecordedDay(rows);
    }

    /** One bar for each minute that has a trade. */
    List<Bar> minuteBars(Symbol symbol) {
        Map<Instant, List<Row>> minutes = new TreeMap<>();
        trades.forEach(
                row ->
                        minutes.computeIfAbsent(
                                        row.at().truncatedTo(ChronoUnit.MINUTES),
                                        minute -> new ArrayList<>())
                                .add(row));
        List<Bar> bars = new ArrayList<>();
        minutes.forEach((minute, rows) -> bars.add(bar(symbol, minute, rows)));
        return bars;
    }

    private static Bar bar(Symbol symbol, Instant minute, List<Row> rows) {
        BigDecimal volume = BigDecimal.ZERO;
        BigDecimal value = BigDecimal.ZERO;
        Price high = rows.get(0).price();
        Price low = rows.get(0).price();
        for (Row row : rows) {
            high = high.max(row.price());
            low = low.min(row.price());
            volume = volume.add(row.size().toBigDecimal());
            value = value.add(row.price().toBigDecimal().multiply(row.size().toBigDecimal()));
        }
        return new Bar(
                symbol,
                Duration.ofMinutes(1),
                minute,
                rows.get(0).price(),
                high,
                low,
                rows.get(rows.size() - 1).price(),
                Quantity.of(volume),
                Price.of(value.divide(volume, 9, RoundingMode.HALF_EVEN)),
                rows.size());
    }
}

package io.openbell.kernel.bar;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.market.Bar;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.TestData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** A whole day of SPY's tape, suspicious prints included. */
class RecordedTapeTest {

    private static final Symbol SPY = Symbol.of("SPY");
    private static final Instant MIDNIGHT_IN_NEW_YORK = Instant.parse("2013-10-07T04:00:00Z");

    @Test
    void shouldSumUpEveryPrintOfTheDay() throws IOException {
        List<long[]> prints = prints();
        List<Bar> bars = new ArrayList<>();
        BarBuilder builder = new BarBuilder(SPY, Duration.ofMinutes(1), Duration.ZERO, bars::add);

        for (long[] print : prints) {
            builder.onTrade(
                    new Trade(
                            SPY,
                            new Price(print[1] * 100_000),
                            Quantity.of(print[2]),
                            0,
                            "",
                            MIDNIGHT_IN_NEW_YORK.plusMillis(print[0])));
        }
        builder.advanceTo(MIDNIGHT_IN_NEW_YORK.plus(Duration.ofDays(1)));

        Map<Long, long[]> expected = countAndVolumeByMinute(prints);
        assertThat(bars).hasSameSizeAs(expected.keySet());
        assertThat(bars)
                .allSatisfy(
                        bar -> {
                            long minute =
                                    Duration.between(MIDNIGHT_IN_NEW_YORK, bar.start()).toMinutes();
                            long[] sums = expected.getOrDefault(minute, new long[2]);
                            assertThat(bar.tradeCount()).isEqualTo(sums[0]);
                            assertThat(bar.volume()).isEqualTo(Quantity.of(sums[1]));
                        });
        assertThat(bars.stream().mapToLong(Bar::tradeCount).sum()).isEqualTo(prints.size());
        assertThat(builder.lateTrades()).isZero();
    }

    private static Map<Long, long[]> countAndVolumeByMinute(List<long[]> prints) {
        Map<Long, long[]> sums = new TreeMap<>();
        for (long[] print : prints) {
            long[] sum = sums.computeIfAbsent(print[0] / 60_000, minute -> new long[2]);
            sum[0]++;
            sum[1] += print[2];
        }
        return sums;
    }

    /** Milliseconds since midnight, price in ten-thousandths, shares. */
    private static List<long[]> prints() throws IOException {
        Path file = TestData.file("lean/equity/usa/tick/spy/20131007_trade.zip");
        List<long[]> prints = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            assertThat(zip.getNextEntry()).isNotNull();
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(zip, StandardCharsets.US_ASCII));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] columns = line.split(",", -1);
                prints.add(
                        new long[] {
                            Long.parseLong(columns[0]),
                            Long.parseLong(columns[1]),
                            Long.parseLong(columns[2])
                        });
            }
        }
        return prints;
    }
}

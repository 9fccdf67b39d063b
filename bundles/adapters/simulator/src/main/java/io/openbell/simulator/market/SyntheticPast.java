package io.openbell.simulator.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Minute bars of some days, and daily bars of some years, made up from before the start of the synthetic market. */
final class SyntheticPast {

    private static final double REGULAR_SECONDS = 6.5 * 3600;
    private static final double DAY_SECONDS = 24.0 * 3600;
    private static final double CRYPTO_TRADE_DOLLARS = 2_000;
    private static final int CRYPTO_SIZE_DECIMALS = 6;

    private final Map<String, List<MinuteBar>> minutes = new HashMap<>();
    private final Map<String, List<MinuteBar>> days = new HashMap<>();
    private final List<Runnable> daysToMake = new ArrayList<>();

    /** Ends now, at these prices. The daily bars are made when somebody asks for them. */
    SyntheticPast(
            MarketSettings settings,
            SyntheticParameters parameters,
            Instant now,
            double[] stocks,
            double[] coins) {
        int count = parameters.historyDays() * 24 * 60;
        Sessions sessions = settings.sessions();
        GeneratedHistory past = GeneratedHistory.ofStocks(Listing.SYNTHETIC, parameters, stocks);
        minutes.putAll(past.minutes(now, count, at -> sessions.phase(at) != Sessions.Phase.CLOSED));
        LocalDate first = firstMinute(now, count, Sessions.NEW_YORK);
        daysToMake.add(
                () -> {
                    List<LocalDate> dates = datesBefore(first, settings.dailyHistoryDays());
                    dates.removeIf(date -> sessions.day(date).isEmpty());
                    days.putAll(past.days(dates, Sessions.NEW_YORK, REGULAR_SECONDS));
                });
        if (settings.crypto().enabled()) {
            addCoins(settings, parameters, now, count, coins);
        }
    }

    private void addCoins(
            MarketSettings settings,
            SyntheticParameters parameters,
            Instant now,
            int count,
            double[] coins) {
        long seed = parameters.seed() * 31;
        GeneratedHistory past =
                new GeneratedHistory(
                        CryptoModel.LISTINGS,
                        new CryptoModel(settings.crypto(), seed + 29, coins),
                        new GeneratedHistory.Trading(
                                GeneratedHistory.tradesPerMinute(parameters),
                                coin ->
                                        CRYPTO_TRADE_DOLLARS
                                                / (coin.symbol().startsWith("BTC")
                                                        ? coins[0]
                                                        : coins[1]),
                                CRYPTO_SIZE_DECIMALS,
                                new VolumeShape(0)),
                        seed + 37);
        minutes.putAll(past.minutes(now, count, at -> true));
        LocalDate first = firstMinute(now, count, ZoneOffset.UTC);
        daysToMake.add(
                () -> {
                    List<LocalDate> dates = datesBefore(first, settings.dailyHistoryDays());
                    days.putAll(past.days(dates, ZoneOffset.UTC, DAY_SECONDS));
                });
    }

    private static LocalDate firstMinute(Instant now, int count, ZoneId zone) {
        return LocalDate.ofInstant(now.minusSeconds(60L * count), zone);
    }

    /** Newest first. */
    private static List<LocalDate> datesBefore(LocalDate first, int count) {
        List<LocalDate> dates = new ArrayList<>();
        for (int back = 1; back <= count; back++) {
            dates.add(first.minusDays(back));
        }
        return dates;
    }

    List<MinuteBar> minutes(String symbol) {
        return minutes.getOrDefault(symbol, List.of());
    }

    List<MinuteBar> days(String symbol) {
        daysToMake.forEach(Runnable::run);
        daysToMake.clear();
        return days.getOrDefault(symbol, List.of());
    }
}

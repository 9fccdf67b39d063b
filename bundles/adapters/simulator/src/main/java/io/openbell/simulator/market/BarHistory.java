package io.openbell.simulator.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bars of any width, from the minutes that are kept and, before them, from daily bars. */
public final class BarHistory {

    private static final int OPTION_DAYS = 190;

    private final Map<String, Summed> summed = new HashMap<>();
    private final Tape tape;
    private final Sessions sessions;
    private final OptionMarket options;
    private final OptionDays optionDays;

    /** Reads the tape. */
    public BarHistory(Tape tape, Sessions sessions, OptionMarket options) {
        this.tape = tape;
        this.sessions = sessions;
        this.options = options;
        this.optionDays = new OptionDays(tape, options);
    }

    /** Where the days of an instrument begin. */
    public static ZoneId zone(Listing listing) {
        return listing.assetClass() == AssetClass.CRYPTO ? ZoneOffset.UTC : Sessions.NEW_YORK;
    }

    /** The same, as they were. */
    public List<MinuteBar> bars(
            Listing listing,
            BarFrame frame,
            Instant from,
            Instant to,
            boolean ascending,
            int atMost) {
        return bars(listing, frame, from, to, ascending, atMost, Adjustment.RAW);
    }

    /**
     * Bars that start within {@code [from, to)}, sorted.
     *
     * @param atMost     there may be more, and none of these is missing
     * @param adjustment of stocks
     */
    public List<MinuteBar> bars(
            Listing listing,
            BarFrame frame,
            Instant from,
            Instant to,
            boolean ascending,
            int atMost,
            Adjustment adjustment) {
        ZoneId zone = zone(listing);
        List<MinuteBar> bars =
                frame.isIntraday()
                        ? intraday(listing, frame, from, to, ascending, atMost, adjustment)
                        : frame.gather(days(listing, adjustment), zone);
        bars = new ArrayList<>(bars);
        bars.removeIf(bar -> bar.start().isBefore(from) || !bar.start().isBefore(to));
        if (!frame.isIntraday() && !ascending) {
            Collections.reverse(bars);
        }
        return bars;
    }

    /** Adjusted before they are summed up: half a bar may be from before. */
    private List<MinuteBar> days(Listing listing, Adjustment adjustment) {
        if (adjustment.equals(Adjustment.RAW) || listing.contract().isPresent()) {
            return days(listing);
        }
        List<MinuteBar> days = adjusted(listing, tape.days(listing.symbol()), adjustment);
        List<MinuteBar> minutes = adjusted(listing, tape.minutes(listing.symbol()), adjustment);
        days.addAll(BarFrame.DAY.gather(minutes, zone(listing)));
        return days;
    }

    private List<MinuteBar> adjusted(Listing listing, List<MinuteBar> bars, Adjustment adjustment) {
        List<MinuteBar> adjusted = new ArrayList<>(bars);
        if (!adjustment.equals(Adjustment.RAW)) {
            PriceFactors factors = tape.factors();
            adjusted.replaceAll(bar -> factors.adjusted(listing.symbol(), bar, adjustment));
        }
        return adjusted;
    }

    /** All daily bars, the present day's included, oldest first. */
    public List<MinuteBar> days(Listing listing) {
        Optional<OptionContract> contract = listing.contract();
        if (contract.isPresent()) {
            // As far back as contracts are listed ahead.
            return optionDays(contract.get(), OPTION_DAYS);
        }
        List<MinuteBar> days = new ArrayList<>(tape.days(listing.symbol()));
        List<MinuteBar> parts = new ArrayList<>(completeDays(listing));
        tape.presentMinute(listing.symbol()).ifPresent(parts::add);
        days.addAll(BarFrame.DAY.gather(parts, zone(listing)));
        return days;
    }

    /** Days summed up from complete minutes: summed once a minute, for whole chains ask for them. */
    private List<MinuteBar> completeDays(Listing listing) {
        Optional<Instant> newest = tape.newestMinute(listing.symbol());
        long corrections = tape.corrections(listing.symbol());
        Summed known = summed.get(listing.symbol());
        if (known != null
                && newest.isPresent()
                && known.newest().equals(newest.get())
                && known.corrections() == corrections) {
            return known.days();
        }
        List<MinuteBar> days =
                BarFrame.DAY.gather(
                        tape.bars(listing.symbol(), BarFrame.EARLIEST, Instant.MAX), zone(listing));
        newest.ifPresent(
                minute -> summed.put(listing.symbol(), new Summed(minute, corrections, days)));
        return days;
    }

    private record Summed(Instant newest, long corrections, List<MinuteBar> days) {}

    /**
     * The newest days of an option: the sums of its minutes, and of days whose minutes are not kept, made of those of its
     * underlying.
     */
    private List<MinuteBar> optionDays(OptionContract contract, int most) {
        Optional<Listing> underlying = tape.listing(contract.underlying());
        if (underlying.isEmpty()) {
            return List.of();
        }
        List<MinuteBar> summed = completeDays(underlying.get());
        List<MinuteBar> before = tape.days(contract.underlying());
        int old = Math.max(0, Math.min(before.size(), most - summed.size()));
        List<MinuteBar> days = new ArrayList<>();
        for (MinuteBar bar : before.subList(before.size() - old, before.size())) {
            options.day(contract, bar).ifPresent(days::add);
        }
        for (MinuteBar bar : summed.subList(Math.max(0, summed.size() - most), summed.size())) {
            LocalDate date = LocalDate.ofInstant(bar.start(), Sessions.NEW_YORK);
            optionDays.day(contract, date).ifPresent(days::add);
        }
        return days;
    }

    /** The newest daily bar and the one before, newest first, as far as there are any. */
    public List<MinuteBar> lastDays(Listing listing) {
        Optional<OptionContract> contract = listing.contract();
        if (contract.isPresent()) {
            List<MinuteBar> last = new ArrayList<>(optionDays(contract.get(), 2));
            Collections.reverse(last);
            return last;
        }
        List<MinuteBar> days = days(listing);
        List<MinuteBar> last =
                new ArrayList<>(days.subList(Math.max(0, days.size() - 2), days.size()));
        Collections.reverse(last);
        return last;
    }

    private List<MinuteBar> intraday(
            Listing listing,
            BarFrame frame,
            Instant from,
            Instant to,
            boolean ascending,
            int atMost,
            Adjustment adjustment) {
        List<MinuteBar> found = new ArrayList<>();
        List<LocalDate> dates = dates(listing, from, to);
        if (!ascending) {
            Collections.reverse(dates);
        }
        for (LocalDate date : dates) {
            List<MinuteBar> day =
                    new ArrayList<>(
                            frame.gather(
                                    adjusted(listing, minutes(listing, date), adjustment),
                                    zone(listing)));
            day.removeIf(bar -> bar.start().isBefore(from) || !bar.start().isBefore(to));
            if (!ascending) {
                Collections.reverse(day);
            }
            found.addAll(day);
            if (found.size() >= atMost) {
                break;
            }
        }
        return found;
    }

    /** The days that have bars, within the interval. */
    private List<LocalDate> dates(Listing listing, Instant from, Instant to) {
        ZoneId zone = zone(listing);
        String source = listing.contract().map(OptionContract::underlying).orElse(listing.symbol());
        List<LocalDate> dates = new ArrayList<>();
        Instant earliest = from.isBefore(BarFrame.EARLIEST) ? BarFrame.EARLIEST : from;
        LocalDate first = LocalDate.ofInstant(earliest, zone);
        for (MinuteBar day : tape.days(source)) {
            LocalDate date = LocalDate.ofInstant(day.start(), zone);
            if (!date.isBefore(first) && day.start().isBefore(to)) {
                dates.add(date);
            }
        }
        for (MinuteBar bar : tape.minutes(source)) {
            LocalDate date = LocalDate.ofInstant(bar.start(), zone);
            boolean known = !dates.isEmpty() && dates.get(dates.size() - 1).equals(date);
            if (!known && !date.isBefore(first) && bar.start().isBefore(to)) {
                dates.add(date);
            }
        }
        return dates;
    }

    private List<MinuteBar> minutes(Listing listing, LocalDate date) {
        Optional<OptionContract> contract = listing.contract();
        if (contract.isPresent()) {
            return optionMinutes(listing, contract.get(), date);
        }
        ZoneId zone = zone(listing);
        Instant begin = date.atStartOfDay(zone).toInstant();
        Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
        List<MinuteBar> kept = tape.bars(listing.symbol(), begin, end);
        Optional<MinuteBar> day = oldDay(listing.symbol(), begin);
        if (day.isEmpty()) {
            return kept;
        }
        if (listing.assetClass() == AssetClass.CRYPTO) {
            return DayPath.minutes(listing, day.get(), begin, end);
        }
        return sessions.day(date)
                .map(hours -> DayPath.minutes(listing, day.get(), hours.open(), hours.close()))
                .orElse(kept);
    }

    /** Of days whose minutes are not kept they are drawn within the contract's own daily bar. */
    private List<MinuteBar> optionMinutes(
            Listing listing, OptionContract contract, LocalDate date) {
        Instant begin = date.atStartOfDay(Sessions.NEW_YORK).toInstant();
        Instant end = date.plusDays(1).atStartOfDay(Sessions.NEW_YORK).toInstant();
        Optional<MinuteBar> day = oldDay(contract.underlying(), begin);
        if (day.isEmpty()) {
            return tape.bars(contract.underlying(), begin, end).stream()
                    .map(bar -> options.bar(contract, bar))
                    .flatMap(Optional::stream)
                    .toList();
        }
        Optional<MinuteBar> own = options.day(contract, day.get());
        Optional<TradingDay> hours = sessions.day(date);
        if (own.isEmpty() || hours.isEmpty()) {
            return List.of();
        }
        Instant close = hours.get().close();
        Instant last = options.end(contract);
        return DayPath.minutes(
                listing, own.get(), hours.get().open(), last.isBefore(close) ? last : close);
    }

    /** A daily bar from before the minutes that are kept. */
    private Optional<MinuteBar> oldDay(String symbol, Instant begin) {
        return tape.days(symbol).stream().filter(bar -> bar.start().equals(begin)).findFirst();
    }
}

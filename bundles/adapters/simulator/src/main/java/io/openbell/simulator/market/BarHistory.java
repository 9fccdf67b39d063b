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

    /** Reads the tape. */
    public BarHistory(Tape tape, Sessions sessions, OptionMarket options) {
        this.tape = tape;
        this.sessions = sessions;
        this.options = options;
    }

    /** Where the days of an instrument begin. */
    public static ZoneId zone(Listing listing) {
        return listing.assetClass() == AssetClass.CRYPTO ? ZoneOffset.UTC : Sessions.NEW_YORK;
    }

    /**
     * Bars that start within {@code [from, to)}, sorted.
     *
     * @param atMost there may be more, and none of these is missing
     */
    public List<MinuteBar> bars(
            Listing listing,
            BarFrame frame,
            Instant from,
            Instant to,
            boolean ascending,
            int atMost) {
        ZoneId zone = zone(listing);
        List<MinuteBar> bars =
                frame.isIntraday()
                        ? intraday(listing, frame, from, to, ascending, atMost)
                        : frame.gather(days(listing), zone);
        bars = new ArrayList<>(bars);
        bars.removeIf(bar -> bar.start().isBefore(from) || !bar.start().isBefore(to));
        if (!frame.isIntraday() && !ascending) {
            Collections.reverse(bars);
        }
        return bars;
    }

    /** All daily bars, the present day's included, oldest first. */
    public List<MinuteBar> days(Listing listing) {
        Optional<OptionContract> contract = listing.contract();
        if (contract.isPresent()) {
            return optionDays(contract.get());
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
        Summed known = summed.get(listing.symbol());
        if (known != null && newest.isPresent() && known.newest().equals(newest.get())) {
            return known.days();
        }
        List<MinuteBar> days =
                BarFrame.DAY.gather(
                        tape.bars(listing.symbol(), BarFrame.EARLIEST, Instant.MAX), zone(listing));
        newest.ifPresent(minute -> summed.put(listing.symbol(), new Summed(minute, days)));
        return days;
    }

    private record Summed(Instant newest, List<MinuteBar> days) {}

    /** Days of an option are made of those of its underlying, as far back as contracts are listed ahead. */
    private List<MinuteBar> optionDays(OptionContract contract) {
        List<MinuteBar> days =
                tape.listing(contract.underlying()).map(this::days).orElse(List.of());
        return days.subList(Math.max(0, days.size() - OPTION_DAYS), days.size()).stream()
                .map(bar -> options.day(contract, bar))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The newest daily bar and the one before, newest first, as far as there are any. */
    public List<MinuteBar> lastDays(Listing listing) {
        Optional<OptionContract> contract = listing.contract();
        if (contract.isPresent()) {
            return tape
                    .listing(contract.get().underlying())
                    .map(this::lastDays)
                    .orElse(List.of())
                    .stream()
                    .map(bar -> options.day(contract.get(), bar))
                    .flatMap(Optional::stream)
                    .toList();
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
            int atMost) {
        List<MinuteBar> found = new ArrayList<>();
        List<LocalDate> dates = dates(listing, from, to);
        if (!ascending) {
            Collections.reverse(dates);
        }
        for (LocalDate date : dates) {
            List<MinuteBar> day =
                    new ArrayList<>(frame.gather(minutes(listing, date), zone(listing)));
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
            return tape.listing(contract.get().underlying()).stream()
                    .flatMap(underlying -> minutes(underlying, date).stream())
                    .map(bar -> options.bar(contract.get(), bar))
                    .flatMap(Optional::stream)
                    .toList();
        }
        ZoneId zone = zone(listing);
        Instant begin = date.atStartOfDay(zone).toInstant();
        Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
        List<MinuteBar> kept = tape.bars(listing.symbol(), begin, end);
        Optional<MinuteBar> day =
                tape.days(listing.symbol()).stream()
                        .filter(bar -> bar.start().equals(begin))
                        .findFirst();
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
}

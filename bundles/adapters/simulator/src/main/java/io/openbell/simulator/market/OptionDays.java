package io.openbell.simulator.market;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Daily bars of contracts, summed up from their minutes. Each minute is valued once, because whole chains ask for their
 * days again and again.
 */
final class OptionDays {

    private static final int DAYS_KEPT = 20_000;

    private final Tape tape;
    private final OptionMarket options;
    private final Map<Key, Sum> sums =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Sum> eldest) {
                    return size() > DAYS_KEPT;
                }
            };
    private @Nullable Read read;

    private record Key(String contract, LocalDate day) {}

    /** Up to the minute that began then, after that many corrections. */
    private record Sum(Instant through, long corrections, Optional<MinuteBar> bar) {}

    /** The minutes of a day, which all contracts on a stock share. */
    private record Read(String underlying, LocalDate day, Sum state, List<MinuteBar> minutes) {}

    OptionDays(Tape tape, OptionMarket options) {
        this.tape = tape;
        this.options = options;
    }

    /** The complete minutes of that day together; empty when it has not traded. */
    Optional<MinuteBar> day(OptionContract contract, LocalDate day) {
        String underlying = contract.underlying();
        Instant newest = tape.newestMinute(underlying).orElse(Instant.MIN);
        long corrections = tape.corrections(underlying);
        Key key = new Key(contract.symbol(), day);
        Sum known = sums.get(key);
        if (known == null || known.corrections() != corrections) {
            known = new Sum(Instant.MIN, corrections, Optional.empty());
        }
        if (known.through().equals(newest)) {
            return known.bar();
        }
        List<MinuteBar> parts = new ArrayList<>();
        known.bar().ifPresent(parts::add);
        for (MinuteBar minute : minutes(underlying, day, newest, corrections)) {
            if (minute.start().isAfter(known.through())) {
                options.bar(contract, minute).ifPresent(parts::add);
            }
        }
        Instant begin = day.atStartOfDay(Sessions.NEW_YORK).toInstant();
        Optional<MinuteBar> bar =
                parts.isEmpty() ? Optional.empty() : Optional.of(MinuteBar.merge(begin, parts));
        sums.put(key, new Sum(newest, corrections, bar));
        return bar;
    }

    private List<MinuteBar> minutes(
            String underlying, LocalDate day, Instant newest, long corrections) {
        Sum state = new Sum(newest, corrections, Optional.empty());
        Read known = read;
        if (known != null
                && known.underlying().equals(underlying)
                && known.day().equals(day)
                && known.state().equals(state)) {
            return known.minutes();
        }
        Instant begin = day.atStartOfDay(Sessions.NEW_YORK).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(Sessions.NEW_YORK).toInstant();
        List<MinuteBar> minutes = tape.bars(underlying, begin, end);
        read = new Read(underlying, day, state, minutes);
        return minutes;
    }
}

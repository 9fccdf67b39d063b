package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the companies of the synthetic market announce: a dividend of half a percent of the first day's price each quarter,
 * by rule, for as long as the calendar reaches. As in paper trading, nobody is paid and no price moves. And what was
 * carried out by hand, which pays and moves.
 */
public final class CorporateActions {

    private static final int MONTHS_APART = 3;
    private static final LocalDate FIRST = LocalDate.of(1998, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2029, 12, 31);
    private static final double SHARE_OF_PRICE = 0.005;
    private static final Sessions HOURS = new NyseHours();

    private final List<Listing> listings;
    private final List<CorporateAction> carriedOut;
    private @Nullable List<Dividend> dividends;

    /**
     * Cash for each share held before the ex-date.
     *
     * @param rate dollars per share
     */
    public record Dividend(
            String id,
            String symbol,
            String cusip,
            BigDecimal rate,
            LocalDate declared,
            LocalDate exDate,
            LocalDate recordDate,
            LocalDate payable) {

        /** The same of a company by another name. */
        Dividend of(String name) {
            return name.equals(symbol)
                    ? this
                    : new Dividend(
                            id,
                            name,
                            CorporateActions.cusip(name),
                            rate,
                            declared,
                            exDate,
                            recordDate,
                            payable);
        }
    }

    /**
     * Of the stocks among these that have a price on the first day.
     *
     * @param carriedOut oldest first; may grow
     */
    public CorporateActions(List<Listing> listings, List<CorporateAction> carriedOut) {
        this.listings = List.copyOf(listings);
        this.carriedOut = carriedOut;
    }

    /** Thirty years of them: made when somebody asks. */
    private List<Dividend> known() {
        List<Dividend> known = dividends;
        if (known == null) {
            known = new ArrayList<>();
            for (Listing listing : listings) {
                if (listing.assetClass() == AssetClass.US_EQUITY && listing.startDollars() > 0) {
                    addAll(listing, known);
                }
            }
            dividends = known;
        }
        return known;
    }

    private static void addAll(Listing listing, List<Dividend> dividends) {
        int offset = Math.floorMod(listing.symbol().hashCode(), MONTHS_APART);
        BigDecimal rate =
                BigDecimal.valueOf(listing.startDollars() * SHARE_OF_PRICE)
                        .setScale(2, RoundingMode.HALF_EVEN);
        for (LocalDate month = FIRST.plusMonths(offset);
                month.isBefore(LAST);
                month = month.plusMonths(MONTHS_APART)) {
            LocalDate friday = month.with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.FRIDAY));
            LocalDate exDate = HOURS.next(friday).date();
            dividends.add(
                    new Dividend(
                            id(listing.symbol(), exDate),
                            listing.symbol(),
                            cusip(listing.symbol()),
                            rate,
                            exDate.minusDays(14),
                            exDate,
                            exDate,
                            HOURS.next(exDate.plusDays(14)).date()));
        }
    }

    private static String id(String symbol, LocalDate exDate) {
        String name = "dividend " + symbol + ' ' + exDate;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Made up, in the form of a CUSIP. */
    public static String cusip(String symbol) {
        int number = Math.floorMod(symbol.hashCode(), 100_000_000);
        return String.format(Locale.ROOT, "%08d0", number);
    }

    /** All dividends, announced and carried out, in no particular order. */
    public List<Dividend> dividends() {
        List<Dividend> all = new ArrayList<>();
        known().forEach(dividend -> all.add(dividend.of(name(dividend))));
        carriedOut.stream()
                .filter(action -> action.kind() == CorporateAction.Kind.CASH_DIVIDEND)
                .forEach(
                        action ->
                                all.add(
                                        new Dividend(
                                                action.id(),
                                                action.symbol(),
                                                cusip(action.symbol()),
                                                action.rate(),
                                                action.day(),
                                                action.day(),
                                                action.day(),
                                                action.day())));
        return all;
    }

    /** What the company is called on the ex-date, as far as that is known. */
    private String name(Dividend dividend) {
        String name = dividend.symbol();
        for (CorporateAction change : nameChanges()) {
            boolean before = change.day().isAfter(dividend.exDate());
            name = change.symbol().equals(name) && !before ? change.requireNewSymbol() : name;
        }
        return name;
    }

    /** All changes of names that were carried out, oldest first. */
    public List<CorporateAction> nameChanges() {
        return carriedOut.stream()
                .filter(action -> action.kind() == CorporateAction.Kind.NAME_CHANGE)
                .toList();
    }

    /** All splits that were carried out, oldest first. */
    public List<CorporateAction> splits() {
        return carriedOut.stream().filter(CorporateAction::isSplit).toList();
    }

    /** One of the dividends. */
    public Optional<Dividend> dividend(String id) {
        return dividends().stream().filter(dividend -> dividend.id().equals(id)).findFirst();
    }

    /** One of the splits. */
    public Optional<CorporateAction> split(String id) {
        return splits().stream().filter(split -> split.id().equals(id)).findFirst();
    }
}

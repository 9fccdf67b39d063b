package io.openbell.simulator.web.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.AssetClass;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.MarketView;
import io.openbell.simulator.market.MinuteBar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What trades most and moves most today: everything below {@code /v1beta1/screener}. */
final class ScreenerData {

    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final int MOST_MOVERS = 50;
    private static final int MOST_ACTIVES = 100;
    private static final int USUAL = 10;

    private final MarketView view;

    ScreenerData(MarketView view) {
        this.view = view;
    }

    /** The present day of an instrument and the close of the day before. */
    private record Day(Listing listing, MinuteBar today, BigDecimal before) {

        BigDecimal change() {
            return today.close().subtract(before);
        }

        BigDecimal percent() {
            return change().multiply(HUNDRED).divide(before, 2, RoundingMode.HALF_EVEN);
        }
    }

    Optional<JsonNode> answer(Query query) throws BadQuery {
        String kind = query.path().substring("/v1beta1/screener/".length());
        return switch (kind) {
            case "stocks/most-actives" -> Optional.of(mostActive(query));
            case "stocks/movers" -> Optional.of(movers(query, "stocks", AssetClass.US_EQUITY));
            case "crypto/movers" -> Optional.of(movers(query, "crypto", AssetClass.CRYPTO));
            default -> Optional.empty();
        };
    }

    private List<Day> days(AssetClass assetClass) {
        List<Day> days = new ArrayList<>();
        for (Listing listing : view.tape().listings()) {
            List<MinuteBar> bars =
                    listing.assetClass() == assetClass ? view.bars().days(listing) : List.of();
            if (!bars.isEmpty()) {
                MinuteBar today = bars.get(bars.size() - 1);
                BigDecimal before =
                        bars.size() > 1 ? bars.get(bars.size() - 2).close() : today.open();
                days.add(new Day(listing, today, before));
            }
        }
        return days;
    }

    private JsonNode mostActive(Query query) throws BadQuery {
        boolean byVolume = query.word("by", Set.of("volume", "trades"), "volume").equals("volume");
        int top = query.number("top", 1, MOST_ACTIVES, USUAL);
        Comparator<Day> order =
                byVolume
                        ? Comparator.comparing(day -> day.today().volume())
                        : Comparator.comparingLong(day -> day.today().trades());
        ObjectNode json = DataJson.object();
        ArrayNode list = json.putArray("most_actives");
        days(AssetClass.US_EQUITY).stream()
                .sorted(order.reversed())
                .limit(top)
                .forEach(
                        day ->
                                list.addObject()
                                        .put("symbol", day.listing().symbol())
                                        .put("volume", day.today().volume().longValue())
                                        .put("trade_count", day.today().trades()));
        json.put("last_updated", view.source().now().toString());
        return json;
    }

    private JsonNode movers(Query query, String type, AssetClass assetClass) throws BadQuery {
        int top = query.number("top", 1, MOST_MOVERS, USUAL);
        List<Day> sorted = new ArrayList<>(days(assetClass));
        sorted.sort(Comparator.comparing(Day::percent));
        ObjectNode json = DataJson.object();
        ArrayNode gainers = json.putArray("gainers");
        ArrayNode losers = json.putArray("losers");
        for (int i = sorted.size() - 1; i >= 0 && gainers.size() < top; i--) {
            if (sorted.get(i).change().signum() > 0) {
                gainers.add(mover(sorted.get(i)));
            }
        }
        for (int i = 0; i < sorted.size() && losers.size() < top; i++) {
            if (sorted.get(i).change().signum() < 0) {
                losers.add(mover(sorted.get(i)));
            }
        }
        json.put("market_type", type);
        json.put("last_updated", view.source().now().toString());
        return json;
    }

    private static ObjectNode mover(Day day) {
        return DataJson.object()
                .put("symbol", day.listing().symbol())
                .put("percent_change", DataJson.plain(day.percent()))
                .put("change", DataJson.plain(day.change()))
                .put("price", DataJson.plain(day.today().close()));
    }
}

package io.openbell.simulator.web.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the letters of conditions and exchanges mean. */
final class Conditions {

    private static final Map<String, String> EXCHANGES =
            Map.ofEntries(
                    Map.entry("A", "NYSE American (AMEX)"),
                    Map.entry("B", "NASDAQ OMX BX"),
                    Map.entry("C", "National Stock Exchange"),
                    Map.entry("D", "FINRA ADF"),
                    Map.entry("H", "MIAX"),
                    Map.entry("I", "International Securities Exchange"),
                    Map.entry("J", "Cboe EDGA"),
                    Map.entry("K", "Cboe EDGX"),
                    Map.entry("L", "Long Term Stock Exchange"),
                    Map.entry("M", "Chicago Stock Exchange"),
                    Map.entry("N", "New York Stock Exchange"),
                    Map.entry("P", "NYSE Arca"),
                    Map.entry("Q", "NASDAQ OMX"),
                    Map.entry("S", "NASDAQ Small Cap"),
                    Map.entry("T", "NASDAQ Int"),
                    Map.entry("U", "Members Exchange"),
                    Map.entry("V", "IEX"),
                    Map.entry("W", "CBOE"),
                    Map.entry("X", "NASDAQ OMX PSX"),
                    Map.entry("Y", "Cboe BYX"),
                    Map.entry("Z", "Cboe BZX"));
    private static final Map<String, String> TRADES =
            Map.ofEntries(
                    Map.entry(" ", "Regular Sale"),
                    Map.entry("@", "Regular Sale"),
                    Map.entry("6", "Closing Prints"),
                    Map.entry("B", "Bunched Trade"),
                    Map.entry("C", "Cash Sale"),
                    Map.entry("F", "Intermarket Sweep"),
                    Map.entry("I", "Odd Lot Trade"),
                    Map.entry("M", "Market Center Official Close"),
                    Map.entry("O", "Opening Prints"),
                    Map.entry("Q", "Market Center Official Open"),
                    Map.entry("T", "Form T"),
                    Map.entry("U", "Extended Hours (Sold Out Of Sequence)"),
                    Map.entry("Z", "Sold (Out Of Sequence)"));
    private static final Map<String, String> QUOTES =
            Map.of(
                    "A", "Slow Quote Offer Side",
                    "B", "Slow Quote Bid Side",
                    "C", "Closing Quote",
                    "H", "Slow Quote Bid And Offer Side",
                    "N", "Non Firm Quote",
                    "O", "Opening Quote",
                    "R", "Regular Two Sided Open");
    private static final Map<String, String> OPTION_EXCHANGES =
            Map.of(
                    "A", "AMEX - NYSE American",
                    "B", "BOX - Boston Options Exchange",
                    "C", "CBOE - Cboe Options Exchange",
                    "E", "EMLD - Miami International Holdings Emerald",
                    "I", "ISE - Nasdaq International Securities Exchange",
                    "M", "MIAX - Miami International Holdings",
                    "N", "NYSE - New York Stock Exchange",
                    "P", "NYSE Arca",
                    "Q", "NASD - Nasdaq Options");
    private static final Map<String, String> OPTION_TRADES =
            Map.of(
                    "I", "AUTO - Electronically executed",
                    "a", "SLAN - Single Leg Auction Non ISO",
                    "c", "SLCN - Single Leg Cross Non ISO",
                    "f", "MLET - Multi Leg auto-electronic trade");
    private static final Map<String, String> OPTION_QUOTES =
            Map.of(" ", "Regular trading", "F", "Non-firm quote", "R", "Rotation");

    private Conditions() {}

    /** {@code meta/exchanges}, {@code meta/conditions/trade} and {@code /quote}. */
    static Optional<JsonNode> stocks(Query query, String[] parts) throws BadQuery {
        if (parts.length == 2 && parts[1].equals("exchanges")) {
            return Optional.of(json(EXCHANGES));
        }
        if (parts.length != 3 || !parts[1].equals("conditions")) {
            return Optional.empty();
        }
        if (query.text("tape").isEmpty()) {
            throw BadQuery.invalid("tape is required");
        }
        query.word("tape", Set.of("A", "B", "C"), "A");
        return Optional.of(json(ofKind(parts[2], TRADES, QUOTES)));
    }

    /** The same for options. */
    static Optional<JsonNode> options(String path) throws BadQuery {
        if (path.equals("meta/exchanges")) {
            return Optional.of(json(OPTION_EXCHANGES));
        }
        String prefix = "meta/conditions/";
        return path.startsWith(prefix)
                ? Optional.of(
                        json(ofKind(path.substring(prefix.length()), OPTION_TRADES, OPTION_QUOTES)))
                : Optional.empty();
    }

    private static Map<String, String> ofKind(
            String kind, Map<String, String> trades, Map<String, String> quotes) throws BadQuery {
        return switch (kind) {
            case "trade" -> trades;
            case "quote" -> quotes;
            default -> throw BadQuery.invalid("invalid ticktype: " + Query.echo(kind));
        };
    }

    private static ObjectNode json(Map<String, String> names) {
        ObjectNode json = DataJson.object();
        new TreeMap<>(names).forEach(json::put);
        return json;
    }
}

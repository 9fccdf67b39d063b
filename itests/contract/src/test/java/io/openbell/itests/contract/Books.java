package io.openbell.itests.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.api.market.Trade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What really happened: the exchange's own ledger and tape, read by parts, and not through the client. */
final class Books {

    /**
     * A trade the exchange printed.
     *
     * @param update what became of it since: {@code canceled}, {@code incorrect}; {@code corrected} for what stands in the
     *     place of an incorrect one; empty for most
     */
    record Print(long id, Instant at, String update) {

        boolean isWithdrawn() {
            return update.equals("canceled") || update.equals("incorrect");
        }

        /** Told with the withdrawal of another one, later than its own time. */
        boolean isCorrection() {
            return update.equals("corrected");
        }
    }

    /** An execution in its ledger. */
    record Execution(String id, String orderId, Instant at) {}

    private static final int MOST = 10_000;

    private final Venue venue;
    private final String tradesPath;
    private final Map<String, Long> lastPrint = new HashMap<>();
    private long entriesRead;

    private final Map<String, Integer> ordersByClientId = new HashMap<>();
    private final Set<String> cancelsAsked = new HashSet<>();
    private final List<Execution> executions = new ArrayList<>();

    Books(Venue venue, String tradesPath) {
        this.venue = venue;
        this.tradesPath = tradesPath;
    }

    /** From the next trade of that symbol on. */
    void begin(String symbol, long lastTradeId) {
        lastPrint.put(symbol, lastTradeId);
    }

    /** Reads what was entered since the last time. */
    Instant read() {
        Instant until = Instant.now();
        executions.clear();
        boolean more = true;
        while (more) {
            JsonNode part =
                    get("/openbell/control/ledger/entries?since=" + entriesRead).path("entries");
            part.forEach(this::enter);
            entriesRead += part.size();
            more = part.size() == MOST;
        }
        return until;
    }

    private void enter(JsonNode entry) {
        switch (entry.path("entry").asText()) {
            case "accepted", "replaced" ->
                    ordersByClientId.merge(
                            entry.path("ticket").path("clientOrderId").asText(), 1, Integer::sum);
            case "cancel-asked", "canceled", "cancel-rejected" ->
                    cancelsAsked.add(entry.path("orderId").asText());
            case "filled" ->
                    executions.add(
                            new Execution(
                                    entry.path("executionId").asText(),
                                    entry.path("orderId").asText(),
                                    Instant.parse(entry.path("at").asText())));
            default -> {
                // Says nothing of what is compared.
            }
        }
    }

    /** How many orders were ever placed under that name. */
    int orders(String clientId) {
        return ordersByClientId.getOrDefault(clientId, 0);
    }

    boolean cancelWasAsked(String orderId) {
        return cancelsAsked.contains(orderId);
    }

    /** Since the reading before. */
    List<Execution> executions() {
        return List.copyOf(executions);
    }

    /** Trades printed since the last time, by symbol, oldest first. */
    Map<String, List<Print>> prints(Instant since) {
        Map<String, List<Print>> all = new TreeMap<>();
        String symbols = String.join(",", lastPrint.keySet());
        JsonNode trades =
                get(tradesPath + "limit=" + MOST + "&symbols=" + symbols + "&start=" + since)
                        .path("trades");
        lastPrint.replaceAll(
                (symbol, last) -> {
                    List<Print> prints = new ArrayList<>();
                    for (JsonNode trade : trades.path(symbol)) {
                        long id = trade.path("i").asLong();
                        if (id > last) {
                            prints.add(
                                    new Print(
                                            id,
                                            Instant.parse(trade.path("t").asText()),
                                            trade.path("u").asText()));
                        }
                    }
                    all.put(symbol, prints);
                    return prints.isEmpty() ? last : prints.get(prints.size() - 1).id();
                });
        return all;
    }

    /** It was among the trades already read. */
    boolean wasPrinted(Trade trade) {
        return trade.id() <= lastPrint.getOrDefault(trade.symbol().ticker(), Long.MAX_VALUE);
    }

    private JsonNode get(String pathAndQuery) {
        Venue.Answer answer = venue.ask("GET", pathAndQuery, "");
        if (answer.status() != 200) {
            throw new AssertionError(pathAndQuery + " answered " + answer);
        }
        return answer.body();
    }
}

package io.openbell.simulator.market;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * What the synthetic market needs to go on after a restart without a jump in prices.
 *
 * @param steps       of the model since the first start; a successor takes other random numbers
 * @param nextTradeId no trade has it yet
 * @param reached     the market's time; 1970 where none was kept
 * @param prices      dollars, in the order of the listings
 */
record MarketMemory(long steps, long nextTradeId, Instant reached, double[] prices) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The first day. */
    static MarketMemory initial(List<Listing> listings) {
        double[] prices = listings.stream().mapToDouble(Listing::startDollars).toArray();
        return new MarketMemory(0, 1, Instant.EPOCH, prices);
    }

    /** What the file says; the first day when there is none, or it was made for other symbols. */
    static MarketMemory load(Path file, List<Listing> listings) throws IOException {
        if (!Files.exists(file)) {
            return initial(listings);
        }
        JsonNode root = JSON.readTree(file.toFile());
        double[] prices = new double[listings.size()];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = root.path("prices").path(listings.get(i).symbol()).asDouble();
            if (!(prices[i] > 0 && Double.isFinite(prices[i]))) {
                throw new IOException(
                        file
                                + ": no positive price for "
                                + listings.get(i).symbol()
                                + "; delete the file to begin with the first day's prices");
            }
        }
        return new MarketMemory(
                root.path("steps").asLong(),
                root.path("nextTradeId").asLong(1),
                reached(file, root),
                prices);
    }

    private static Instant reached(Path file, JsonNode root) throws IOException {
        String text = root.path("reached").asText("1970-01-01T00:00:00Z");
        try {
            return Instant.parse(text);
        } catch (DateTimeException noTime) {
            throw new IOException(
                    file
                            + ": reached = "
                            + text
                            + ": not a moment like 2026-10-30T12:00:00Z; delete the line",
                    noTime);
        }
    }

    /** Replaces the file in one move, so that a crash leaves the old or the new one. */
    void save(Path file, List<Listing> listings) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("steps", steps);
        root.put("nextTradeId", nextTradeId);
        root.put("reached", reached.toString());
        ObjectNode byName = root.putObject("prices");
        for (int i = 0; i < prices.length; i++) {
            byName.put(listings.get(i).symbol(), prices[i]);
        }
        Path next = file.resolveSibling(file.getFileName() + ".new");
        JSON.writeValue(next.toFile(), root);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}

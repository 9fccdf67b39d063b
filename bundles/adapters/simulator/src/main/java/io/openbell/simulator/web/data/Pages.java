package io.openbell.simulator.web.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * History in pages as Alpaca gives it: sorted by symbol, then by time; the limit counts the rows of all symbols, so that a
 * page may hold the first symbol only.
 */
final class Pages {

    private static final int MOST = 10_000;
    private static final int USUAL = 1_000;

    private Pages() {}

    /** Rows by symbol, and where the next page begins, null when there is none. */
    record Page(Map<String, List<ObjectNode>> rows, @Nullable String next) {

        /** As an object of arrays. */
        ObjectNode bySymbol() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            rows.forEach((symbol, list) -> json.set(symbol, array(list)));
            return json;
        }

        /** The rows of one symbol. */
        ArrayNode of(String symbol) {
            return array(rows.getOrDefault(symbol, List.of()));
        }

        private static ArrayNode array(List<ObjectNode> list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            list.forEach(array::add);
            return array;
        }
    }

    /** The page a query asks for. */
    static Page page(Query query, List<String> symbols, Rows.Interval within, Rows rows)
            throws BadQuery {
        int limit = query.number("limit", 1, MOST, USUAL);
        Optional<Place> after = Place.of(query.text("page_token"));
        Map<String, List<ObjectNode>> found = new TreeMap<>();
        Place last = null;
        int count = 0;
        for (String symbol : symbols) {
            if (after.isPresent() && symbol.compareTo(after.get().symbol()) < 0) {
                continue;
            }
            boolean goesOn = after.isPresent() && symbol.equals(after.get().symbol());
            Rows.Interval rest = goesOn ? after.get().rest(within) : within;
            int skip = goesOn ? after.get().given() : 0;
            int same = 0;
            Instant lastAt = Instant.MIN;
            for (Rows.Row row : rows.of(symbol, rest, limit - count + 1 + skip)) {
                same = row.at().equals(lastAt) ? same + 1 : 1;
                lastAt = row.at();
                if (goesOn && row.at().equals(after.get().at()) && same <= skip) {
                    continue;
                }
                if (count == limit && last != null) {
                    return new Page(found, last.token());
                }
                found.computeIfAbsent(symbol, name -> new ArrayList<>()).add(row.json(symbol));
                last = new Place(symbol, row.at(), same);
                count++;
            }
        }
        return new Page(found, null);
    }

    /**
     * The last row of a page.
     *
     * @param given rows of that symbol and time that were given so far
     */
    private record Place(String symbol, Instant at, int given) {

        static Optional<Place> of(Optional<String> token) throws BadQuery {
            if (token.isEmpty()) {
                return Optional.empty();
            }
            try {
                String text =
                        new String(
                                Base64.getUrlDecoder().decode(token.get()), StandardCharsets.UTF_8);
                String[] parts = text.split("\\|", -1);
                if (parts.length == 3) {
                    return Optional.of(
                            new Place(
                                    parts[0], Instant.parse(parts[1]), Integer.parseInt(parts[2])));
                }
            } catch (IllegalArgumentException | DateTimeException malformed) {
                // Told below, without repeating what was sent.
            }
            throw BadQuery.invalid("invalid page_token");
        }

        String token() {
            String text = symbol + '|' + at + '|' + given;
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        /** What is left of the interval, from this row on. */
        Rows.Interval rest(Rows.Interval whole) {
            return whole.ascending()
                    ? new Rows.Interval(at, whole.to(), true)
                    : new Rows.Interval(whole.from(), at.plusNanos(1), false);
        }
    }
}

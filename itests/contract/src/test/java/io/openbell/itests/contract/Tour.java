package io.openbell.itests.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.itests.contract.Contract.Operation;
import io.openbell.itests.contract.Venue.Answer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** A walk through the exchange in which every question and every answer is held against the contract. */
final class Tour {

    private final Venue venue;
    private final Contract contract;
    private final Set<String> seen = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    Tour(Venue venue, Contract contract) {
        this.venue = venue;
        this.contract = contract;
    }

    /** Operations that answered with success. */
    Set<String> seen() {
        return seen;
    }

    /** What was wrong, one line each: request, then what. */
    List<String> problems() {
        return problems;
    }

    JsonNode get(String path) {
        return visit(200, "GET", path, "");
    }

    /** Asks again until the field says this; a problem when it does not within five seconds. */
    JsonNode await(String path, String field, String value) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        JsonNode found = get(path);
        while (!found.path(field).asText().equals(value) && System.nanoTime() < end) {
            Thread.sleep(20);
            found = get(path);
        }
        expect(
                found.path(field).asText().equals(value),
                path + " never had " + field + ' ' + value);
        return found;
    }

    /** Asks again until the list is that long; a problem when it is not within five seconds. */
    void awaitSize(String path, int size) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        int found = get(path).size();
        while (found < size && System.nanoTime() < end) {
            Thread.sleep(50);
            found = get(path).size();
        }
        expect(found >= size, path + " had " + found + " entries, wanted " + size);
    }

    /** One more thing that has to be so. */
    void expect(boolean so, String otherwise) {
        if (!so) {
            problems.add(otherwise);
        }
    }

    JsonNode post(String path, String body) {
        return visit(200, "POST", path, body);
    }

    /** An order as {@code name=value} pairs; one share of AAPL at the market unless they say otherwise. */
    JsonNode order(int status, String... fields) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("symbol", "AAPL");
        body.put("side", "buy");
        body.put("qty", "1");
        body.put("type", "market");
        body.put("time_in_force", "day");
        for (String field : fields) {
            String[] parts = field.split("=", 2);
            if (parts[1].isEmpty()) {
                body.remove(parts[0]);
            } else {
                body.put(parts[0], json(parts[1]));
            }
        }
        return visit(status, "POST", "/v2/orders", Venue.JSON.valueToTree(body).toString());
    }

    private static Object json(String value) {
        if (!value.startsWith("{") && !value.startsWith("[") && !value.equals("true")) {
            return value;
        }
        try {
            return Venue.JSON.readTree(value);
        } catch (java.io.IOException malformed) {
            throw new IllegalArgumentException(value, malformed);
        }
    }

    /** One question; its answer must have this status. */
    JsonNode visit(int status, String verb, String pathAndQuery, String body) {
        URI uri = URI.create(pathAndQuery.replace(":by", "%3Aby"));
        String path = uri.getRawPath().replace("%3A", ":");
        Answer answer = venue.ask(verb, pathAndQuery, body);
        Optional<Operation> operation = contract.find(verb, path);
        String name = verb + ' ' + pathAndQuery + (body.isEmpty() ? "" : ' ' + body);
        if (operation.isEmpty()) {
            problems.add(name + ": not in the contract");
            return answer.body();
        }
        if (answer.status() != status) {
            problems.add(name + ": " + answer.status() + " " + answer.body());
        }
        if (status < 300) {
            contract.problems(operation.get(), query(uri), parsed(body))
                    .forEach(problem -> problems.add(name + ": request: " + problem));
        }
        contract.problems(operation.get(), answer.status(), answer.contentType(), answer.body())
                .forEach(problem -> problems.add(name + ": answer: " + problem));
        if (answer.status() < 300) {
            seen.add(operation.get().id());
        }
        return answer.body();
    }

    private static Optional<JsonNode> parsed(String body) {
        try {
            return body.isEmpty() ? Optional.empty() : Optional.of(Venue.JSON.readTree(body));
        } catch (java.io.IOException malformed) {
            throw new IllegalArgumentException(body, malformed);
        }
    }

    static Map<String, String> query(URI uri) {
        Map<String, String> query = new LinkedHashMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&", -1)) {
                String[] parts = pair.split("=", 2);
                query.put(
                        parts[0],
                        URLDecoder.decode(
                                parts.length == 2 ? parts[1] : "", StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}

package io.openbell.simulator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.simulator.trading.Refusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads a fault as a control request states it. */
public final class FaultReader {

    private static final List<String> FIELDS =
            List.of(
                    "fault",
                    "method",
                    "path",
                    "symbol",
                    "count",
                    "probability",
                    "seed",
                    "durationSeconds",
                    "code",
                    "millis");
    private static final List<String> METHODS = List.of("GET", "POST", "PATCH", "PUT", "DELETE");

    private FaultReader() {}

    /**
     * The fault.
     *
     * @throws Refusal naming field, value and range of what is wrong; nothing was armed
     */
    public static FaultPlan read(JsonNode json) throws Refusal {
        if (!json.isObject()) {
            throw Refusal.malformed("the request body must be a JSON object");
        }
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                throw Refusal.invalid(
                        "unknown field "
                                + field.getKey()
                                + ": must be one of "
                                + String.join(", ", FIELDS));
            }
        }
        FaultKind kind = kind(json);
        int code = (int) whole(json, "code", smallestCode(kind), 599, kind.usualCode());
        return new FaultPlan(
                kind,
                method(json),
                text(json, "path"),
                text(json, "symbol"),
                (int) whole(json, "count", 0, 1_000_000, 1),
                probability(json),
                whole(json, "seed", Long.MIN_VALUE, Long.MAX_VALUE, 1),
                Duration.ofSeconds(whole(json, "durationSeconds", 0, 86_400, 0)),
                code,
                whole(json, "millis", -86_400_000, 86_400_000, kind.usualMillis()));
    }

    private static FaultKind kind(JsonNode json) throws Refusal {
        String word = text(json, "fault");
        String all =
                Arrays.stream(FaultKind.values())
                        .map(FaultKind::word)
                        .collect(Collectors.joining(", "));
        return FaultKind.of(word)
                .orElseThrow(() -> invalid("fault", '"' + word + '"', "one of " + all));
    }

    private static int smallestCode(FaultKind kind) {
        return switch (kind) {
            case ERROR_BEFORE, ERROR_AFTER, STREAM_ERROR -> 400;
            default -> 0;
        };
    }

    private static String method(JsonNode json) throws Refusal {
        String method = text(json, "method").toUpperCase(Locale.ROOT);
        if (!method.isEmpty() && !METHODS.contains(method)) {
            throw invalid("method", method, "one of " + String.join(", ", METHODS));
        }
        return method;
    }

    private static String text(JsonNode json, String field) throws Refusal {
        JsonNode value = json.path(field);
        if (value.isMissingNode()) {
            return "";
        }
        if (!value.isTextual()) {
            throw invalid(field, value.toString(), "text");
        }
        return value.asText();
    }

    private static double probability(JsonNode json) throws Refusal {
        JsonNode value = json.path("probability");
        double probability = value.isMissingNode() ? 1 : value.asDouble(-1);
        if (!value.isMissingNode() && !value.isNumber() || !(probability > 0 && probability <= 1)) {
            throw invalid("probability", value.toString(), "a number above 0 and at most 1");
        }
        return probability;
    }

    private static long whole(
            JsonNode json, String field, long smallest, long largest, long otherwise)
            throws Refusal {
        JsonNode value = json.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < smallest
                || value.longValue() > largest) {
            throw invalid(
                    field, value.toString(), "a whole number from " + smallest + " to " + largest);
        }
        return value.longValue();
    }

    private static Refusal invalid(String field, String value, String allowed) {
        return Refusal.invalid("invalid " + field + ": " + value + " must be " + allowed);
    }
}

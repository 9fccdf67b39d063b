package io.openbell.deadman;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few requests that take orders out of the market. There is none that could put one in. Blocks. */
final class Venue {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final String CONFIGURATIONS = "/v2/account/configurations";
    private static final String OPEN_ORDERS = "/v2/orders?status=open&limit=500&nested=true";
    private static final Pattern SUSPENDED =
            Pattern.compile("\"suspend_trade\"\\s*:\\s*\"?(true|false)\"?");
    private static final Pattern NUMBER =
            Pattern.compile("\"account_number\"\\s*:\\s*\"([A-Za-z0-9]{1,40})\"");

    private final VenueAddress address;
    private final Keys keys;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();

    Venue(VenueAddress address, Keys keys) {
        this.address = address;
        this.keys = keys;
    }

    /** The venue did not do it, or did not answer. Carries no keys. */
    static final class Unanswered extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;

        Unanswered(String message, int status) {
            super(message);
            this.status = status;
        }

        boolean isUnauthorized() {
            return status == 401 || status == 403;
        }
    }

    /** The account's number. */
    String account() throws Unanswered, InterruptedException {
        return find(NUMBER, ask("/v2/account"))
                .orElseThrow(() -> new Unanswered("GET /v2/account: no account_number", 0));
    }

    boolean isSuspended() throws Unanswered, InterruptedException {
        return find(SUSPENDED, ask(CONFIGURATIONS))
                .map("true"::equals)
                .orElseThrow(
                        () -> new Unanswered("GET " + CONFIGURATIONS + ": no suspend_trade", 0));
    }

    /** Has it take no orders, whoever sends them. */
    void suspend() throws Unanswered, InterruptedException {
        send("PATCH", CONFIGURATIONS, "{\"suspend_trade\":true}");
    }

    /** Has it cancel every open order of the account. */
    void cancelAll() throws Unanswered, InterruptedException {
        send("DELETE", "/v2/orders", "");
    }

    /** It lists none. */
    boolean isEmpty() throws Unanswered, InterruptedException {
        return ask(OPEN_ORDERS).replaceAll("\\s", "").equals("[]");
    }

    private String ask(String path) throws Unanswered, InterruptedException {
        return send("GET", path, "");
    }

    private String send(String method, String path, String body)
            throws Unanswered, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address.root().resolve(path))
                        .timeout(ANSWER)
                        .header("APCA-API-KEY-ID", keys.keyId())
                        .header("APCA-API-SECRET-KEY", keys.secret())
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new Unanswered(
                        method + " " + path + ": HTTP " + answer.statusCode(), answer.statusCode());
            }
            return answer.body();
        } catch (Unanswered refused) {
            throw refused;
        } catch (IOException failed) {
            throw new Unanswered(method + " " + path + ": " + failed, 0);
        }
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}

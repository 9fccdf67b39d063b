package io.openbell.alerts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests with a deadline over everything, no redirects, and addresses that are secrets: no message names one. */
final class Http {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int LONGEST_ANSWER = 256 * 1024;

    private final Duration timeout;
    private final HttpClient client;

    Http(Duration timeout) {
        this.timeout = timeout;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(timeout)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    /**
     * The address, if it may be used: https, or http on this machine.
     *
     * @throws IllegalArgumentException naming the variable, never the value
     */
    static URI address(String variable, String value) {
        try {
            URI uri = URI.create(value);
            boolean here = LOOPBACK.contains(String.valueOf(uri.getHost()));
            if (uri.getHost() != null
                    && ("https".equals(uri.getScheme())
                            || here && "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            // Its message would show the value.
        }
        throw new IllegalArgumentException(
                variable
                        + " is no usable address (length "
                        + value.length()
                        + "); allowed https://HOST/..., or http on this machine");
    }

    /** Posts a JSON document; the body of an answer 2xx. */
    String post(URI address, String json) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)),
                timeout);
    }

    /** Asks; the body of an answer 2xx. */
    String get(URI address, Duration limit) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address).GET(), limit);
    }

    private String send(HttpRequest.Builder request, Duration limit)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request.timeout(limit).build(), HttpResponse.BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() / 100 != 2) {
                throw new IOException("HTTP " + response.statusCode());
            }
            byte[] body = response.body();
            return new String(
                    body, 0, Math.min(body.length, LONGEST_ANSWER), StandardCharsets.UTF_8);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw late(limit);
        } catch (ExecutionException failed) {
            // The request has the same deadline, up to the headers of the answer.
            throw failed.getCause() instanceof HttpTimeoutException
                    ? late(limit)
                    : new IOException(String.valueOf(failed.getCause()));
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            throw interrupted;
        }
    }

    private static HttpTimeoutException late(Duration limit) {
        return new HttpTimeoutException("no answer within " + limit.toMillis() + " ms");
    }
}

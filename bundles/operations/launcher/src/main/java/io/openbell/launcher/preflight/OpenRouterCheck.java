package io.openbell.launcher.preflight;

import static io.openbell.launcher.preflight.Check.Finding.fail;
import static io.openbell.launcher.preflight.Check.Finding.pass;
import static io.openbell.launcher.preflight.Check.Finding.skipped;
import static io.openbell.launcher.preflight.Check.Finding.warn;

import io.openbell.launcher.preflight.Check.Finding;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The key of OpenRouter, when one was given, and what may still be spent with it. */
final class OpenRouterCheck {

    static final String VARIABLE = "OPENROUTER_API_KEY";

    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final Pattern REMAINING =
            Pattern.compile("\"limit_remaining\"\\s*:\\s*(null|-?[0-9.eE+]+)");

    private final Supplier<Optional<String>> key;
    private final Supplier<URI> endpoint;

    OpenRouterCheck(Supplier<Optional<String>> key, Supplier<URI> endpoint) {
        this.key = key;
        this.endpoint = endpoint;
    }

    Check check() {
        return new Check("openrouter", 77, this::look);
    }

    private Finding look() throws InterruptedException {
        Optional<String> secret = key.get();
        if (secret.isEmpty()) {
            return skipped(VARIABLE + " is not set: no language models");
        }
        URI address = URI.create(endpoint.get() + "/key");
        try {
            HttpResponse<byte[]> answer =
                    HttpClient.newBuilder()
                            .connectTimeout(TIMEOUT)
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .build()
                            .send(
                                    HttpRequest.newBuilder(address)
                                            .timeout(TIMEOUT)
                                            .header("Authorization", "Bearer " + secret.get())
                                            .build(),
                                    HttpResponse.BodyHandlers.buffering(
                                            HttpResponse.BodyHandlers.ofByteArray(),
                                            LONGEST_ANSWER));
            return judge(address, answer.statusCode(), answer.body());
        } catch (IOException unreachable) {
            return warn(
                    address + " is not reached: " + unreachable,
                    "language models stay silent until it is; check network and openRouterEndpoint");
        }
    }

    private static Finding judge(URI address, int status, byte[] body) {
        if (status == 401 || status == 403) {
            return fail(
                    address + " refuses the key: HTTP " + status,
                    "check " + VARIABLE + ", or unset it to trade without language models");
        }
        String text =
                new String(body, 0, Math.min(body.length, LONGEST_ANSWER), StandardCharsets.UTF_8);
        Matcher remaining = REMAINING.matcher(text);
        if (status != 200 || !remaining.find()) {
            return warn(
                    address + " answers HTTP " + status + " and states no budget",
                    "language models may stay silent");
        }
        if (remaining.group(1).equals("null")) {
            return pass("key accepted, without a budget of its own");
        }
        BigDecimal left = new BigDecimal(remaining.group(1));
        return left.signum() > 0
                ? pass("key accepted, " + left.toPlainString() + " USD left")
                : warn(
                        "key accepted, nothing left of its budget: "
                                + left.toPlainString()
                                + " USD",
                        "raise the key's limit; language models stay silent until then");
    }
}

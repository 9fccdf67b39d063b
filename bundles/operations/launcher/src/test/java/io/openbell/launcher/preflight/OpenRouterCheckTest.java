package io.openbell.launcher.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.openbell.api.view.Preflight.Row;
import io.openbell.api.view.Preflight.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenRouterCheckTest {

    private static final String KEY = "sk-or-canary";

    private final AtomicReference<String> authorization = new AtomicReference<>("");
    private HttpServer server;
    private int status = 200;
    private String body = "";

    OpenRouterCheckTest() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.createContext(
                "/api/v1/key",
                exchange -> {
                    authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
                    byte[] answer = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    200 | {"data":{"limit":100,"limit_remaining":74.5}} | PASS | 74.5 USD left
                    200 | {"data":{"limit":null,"limit_remaining":null}} | PASS | without a budget
                    200 | {"data":{"limit":100,"limit_remaining": 0}}   | WARN | nothing left
                    200 | {"data":{"limit":100,"limit_remaining":-1.5}} | WARN | nothing left
                    200 | <html>captive portal</html>                   | WARN | states no budget
                    401 | {"error":{"code":401}}                        | FAIL | refuses the key: HTTP 401
                    500 | {}                                            | WARN | HTTP 500
                    302 | {}                                            | WARN | HTTP 302
                    """)
    void shouldJudgeKeyAndBudget(int code, String answer, Verdict verdict, String reason)
            throws Exception {
        status = code;
        body = answer;

        Row row = row(Optional.of(KEY));

        assertThat(row.verdict()).isEqualTo(verdict);
        assertThat(row.reason()).contains(reason).doesNotContain(KEY);
        assertThat(row.exitCode()).isEqualTo(77);
        assertThat(authorization.get()).isEqualTo("Bearer " + KEY);
    }

    @Test
    void shouldAskNobodyWithoutAKey() throws Exception {
        assertThat(row(Optional.empty()).verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(authorization.get()).isEmpty();
    }

    @Test
    void shouldOnlyWarnWhenItIsNotReached() throws Exception {
        server.stop(0);

        Row row = row(Optional.of(KEY));

        assertThat(row.verdict()).isEqualTo(Verdict.WARN);
        assertThat(row.reason()).contains("is not reached");
    }

    private Row row(Optional<String> key) throws InterruptedException {
        URI root = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1");
        Check check = new OpenRouterCheck(() -> key, () -> root).check();
        return new Checks(text -> text).run(List.of(check), Duration.ofMinutes(1)).get(0);
    }
}

package io.openbell.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.openbell.api.component.Health.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointProbeTest {

    /** However busy the machine is. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpServer server;
    private int status = 200;
    private String retryAfter = "";

    EndpointProbeTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void answer() {
        server.createContext(
                "/",
                exchange -> {
                    if (!retryAfter.isEmpty()) {
                        exchange.getResponseHeaders().add("Retry-After", retryAfter);
                    }
                    exchange.getResponseHeaders().add("Location", "/elsewhere");
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/health");
    }

    @ParameterizedTest
    @CsvSource({
        "200, '', OK",
        "204, '', OK",
        "302, '', CRITICAL",
        "500, '', CRITICAL",
        "503, '', CRITICAL",
        "503, 30, TEMPORARILY_UNAVAILABLE"
    })
    void shouldReadTheStatusAndFollowNoRedirect(int answer, String retry, Status expected) {
        status = answer;
        retryAfter = retry;

        assertThat(EndpointProbe.ask(address(), PATIENCE).status()).isEqualTo(expected);
    }

    @Test
    void shouldCallAnEndpointThatIsNotThereCritical() {
        URI gone = address();
        server.stop(0);

        assertThat(EndpointProbe.ask(gone, PATIENCE).status()).isEqualTo(Status.CRITICAL);
    }

    @Test
    @Timeout(60)
    void shouldCallAnEndpointThatDoesNotAnswerInTimeCritical() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI hangs = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/health");

            assertThat(EndpointProbe.ask(hangs, Duration.ofMillis(50)).status())
                    .isEqualTo(Status.CRITICAL);
        }
    }
}

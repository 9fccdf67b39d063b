package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The health of a running system over HTTP, once the feature for it is installed. */
@InSharedDistribution
class SystemHealthIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String FEATURE = "openbell-http";

    private static final Pattern REGISTERED =
            Pattern.compile("openbell\\.component = \\S+|service\\.id = \\d+");

    private final Distribution openbell;
    private final HttpClient client = HttpClient.newHttpClient();

    SystemHealthIT(Distribution openbell) {
        this.openbell = openbell;
    }

    @AfterEach
    void uninstall() {
        openbell.tryShell("feature:uninstall " + FEATURE);
    }

    @Test
    void shouldBeToldOnThisMachineAlone() throws Exception {
        assertThat(openbell.ports()).doesNotContainKey("http");
        List<String> before = registrations();

        openbell.shell("feature:install " + FEATURE);

        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(ConnectException.class)
                .until(() -> openbell.ports().containsKey("http") && ask("").statusCode() == 200);
        assertTold();
        assertThat(registrations()).as("nobody was started anew").isEqualTo(before);
        int port = Integer.parseInt(openbell.ports().getProperty("http"));
        assertThatThrownBy(() -> ask("127.0.0.2", port, ""))
                .as("one that listened on all addresses would answer here too")
                .isInstanceOf(ConnectException.class);

        openbell.shell("feature:uninstall " + FEATURE);

        await().atMost(PATIENCE).until(() -> !openbell.ports().containsKey("http"));
        assertThatThrownBy(() -> ask("127.0.0.1", port, "")).isInstanceOf(ConnectException.class);
        assertThat(registrations()).isEqualTo(before);
    }

    private void assertTold() throws Exception {
        HttpResponse<String> whole = ask("");
        JsonNode told = Distribution.parsed(whole.body());
        assertThat(told.path("overallResult").asText()).isIn("OK", "WARN");
        assertThat(told.path("results").findValuesAsText("name"))
                .contains("session", "order-executor", "risk-management", "journal");
        // No page of somebody else's may read it in a browser.
        assertThat(whole.headers().map().keySet())
                .noneMatch(name -> name.equalsIgnoreCase("Access-Control-Allow-Origin"));
        assertThat(ask(".jsonp?callback=x").body()).doesNotContain("x(");
        assertThat(Distribution.parsed(ask("?tags=journal").body()).path("results")).hasSize(1);
    }

    /** Each component that begins anew registers anew. */
    private List<String> registrations() {
        return REGISTERED
                .matcher(openbell.shell("service:list io.openbell.api.component.SessionComponent"))
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }

    private HttpResponse<String> ask(String more) throws IOException, InterruptedException {
        return ask("127.0.0.1", Integer.parseInt(openbell.ports().getProperty("http")), more);
    }

    private HttpResponse<String> ask(String host, int port, String more)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(
                                URI.create("http://" + host + ":" + port + "/system/health" + more))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

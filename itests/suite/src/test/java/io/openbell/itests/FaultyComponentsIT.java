package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Components that misbehave: each is seen with its reason, and recovers or stays down; nobody else is touched. In a process of
 * their own: a bundle that cannot be stopped brings one restart after the other, and many restarts halt trading.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultyComponentsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Distribution openbell = Distribution.onEmptyHome("faulty");

    @BeforeAll
    static void start() {
        openbell.start();
    }

    @AfterAll
    static void stop() {
        openbell.close();
    }

    @BeforeEach
    void orderNoFaultYet() throws IOException {
        clearFaults();
    }

    @AfterEach
    void removeTheBundle() throws IOException {
        clearFaults();
        openbell.tryShell("bundle:uninstall io.openbell.faulty-components");
    }

    @Test
    @Order(2)
    void shouldShowAConstructorThatThrowsAndRecoverOnceItNoLongerDoes() throws IOException {
        order("throws-in-constructor");
        install();

        awaitState("throws-in-constructor", "BACKOFF", "FAILED");
        assertThat(component("throws-in-constructor").path("reason").asText())
                .contains("thrown on purpose");

        clearFaults();
        awaitState("throws-in-constructor", "RUNNING");
        assertUntouched();
    }

    /** Last: a bundle with a thread in its constructor cannot be removed, and its attempts to start use up restarts. */
    @Test
    @Order(4)
    void shouldShowAConstructorThatHangsAndLeaveItDown() throws IOException {
        order("hangs-in-constructor");
        install();

        awaitState("hangs-in-constructor", "FAILED");
        assertThat(component("hangs-in-constructor").path("reason").asText())
                .containsIgnoringCase("constructor");
        awaitState("bystander", "RUNNING");
        assertUntouched();
    }

    @Test
    @Order(1)
    void shouldRestartAComponentWhoseHealthHangsWithItsHardDependentOnly() throws IOException {
        install();
        awaitState("stands-on-hangs-in-health", "RUNNING");
        awaitState("bystander", "RUNNING");
        String dependent = instance("stands-on-hangs-in-health");
        String bystander = instance("bystander");

        int restarts = restarts("hangs-in-health");

        order("hangs-in-health");
        await().atMost(PATIENCE).until(() -> restarts("hangs-in-health") > restarts);
        clearFaults();

        awaitState("hangs-in-health", "RUNNING");
        awaitState("stands-on-hangs-in-health", "RUNNING");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(instance("stands-on-hangs-in-health"))
                                        .isNotEqualTo(dependent));
        assertThat(instance("bystander")).isEqualTo(bystander);
        assertUntouched();
    }

    @Test
    @Order(3)
    void shouldStartABundleAgainThatWasStoppedByHand() {
        openbell.shell("bundle:stop io.openbell.performance-tracker");

        await().atMost(PATIENCE).until(() -> restarts("performance-tracker") > 0);
        awaitState("performance-tracker", "RUNNING", "WARNING");
        assertUntouched();
    }

    private void install() throws IOException {
        Path jar =
                Path.of(System.getProperty("openbell.root"))
                        .resolve("itests/faulty-components/target")
                        .resolve(
                                "faulty-components-"
                                        + System.getProperty("openbell.version")
                                        + ".jar");
        openbell.shell("bundle:install -s " + jar.toRealPath().toUri());
    }

    private void order(String id) throws IOException {
        Files.createDirectories(faults());
        Files.createFile(faults().resolve(id));
    }

    private void clearFaults() throws IOException {
        if (Files.exists(faults())) {
            try (Stream<Path> files = Files.walk(faults())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path faults() {
        return openbell.home().resolve("run/faults");
    }

    private void awaitState(String id, String... states) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(component(id).path("state").asText())
                                        .as(id)
                                        .isIn((Object[]) states));
    }

    private JsonNode component(String id) {
        for (JsonNode component : openbell.json("trading:components").path("components")) {
            if (component.path("id").asText().equals(id)) {
                return component;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private int restarts(String id) {
        return component(id).path("restarts").asInt();
    }

    private String instance(String id) {
        return component(id).path("detail").asText();
    }

    /** What trades was never restarted. */
    private void assertUntouched() {
        for (String id :
                List.of(
                        "alpaca-client",
                        "market-data-collector",
                        "order-executor",
                        "position-manager")) {
            assertThat(component(id).path("restarts").asInt()).as("restarts of %s", id).isZero();
            assertThat(component(id).path("state").asText()).as(id).isIn("RUNNING", "WARNING");
        }
    }
}

package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Bundles of components are updated in place in a session that trades: the component begins anew with what stands hard on it,
 * and nothing else does.
 */
class ComponentUpdateIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String NEXT_VERSION = "0.1.1";
    private static final Path SYSTEM =
            Path.of(
                    System.getProperty("openbell.root"),
                    "karaf-assembly/target/assembly/system/io/openbell");

    /** Of its own: whoever was updated has begun anew, which others would take for a fault. */
    private static final Distribution OPENBELL = Distribution.onEmptyHome("update");

    private static final Pattern REGISTERED =
            Pattern.compile("openbell\\.component = (\\S+)[^\\[]*?service\\.id = (\\d+)");

    /**
     * Which life of a component it is, and how often it was started again for its faults.
     *
     * @param service number of its registration, another one each time that it begins; empty if it is not there
     */
    private record Life(String service, int restarts) {}

    @BeforeAll
    static void start() {
        OPENBELL.start();
    }

    @AfterAll
    static void stop() {
        OPENBELL.close();
    }

    @Test
    void shouldBeginAnewWithWhatStandsHardOnItAndLeaveTheOthersAlone() throws IOException {
        awaitAll("RUNNING");
        OPENBELL.shell("bundle:stop io.openbell.performance-tracker");
        await().atMost(PATIENCE).until(() -> life("performance-tracker").restarts() == 1);
        awaitAll("RUNNING");

        update("position-manager");

        assertThat(life("performance-tracker").restarts())
                .as("what one has used of its budget, after another's update")
                .isEqualTo(1);
    }

    @Test
    void shouldUpdateAnOptionalComponentAlone() throws IOException {
        OPENBELL.shell("feature:install openbell-arbitrage-scanner");
        await().atMost(PATIENCE).until(() -> isUp("arbitrage-scanner"));

        update("arbitrage-scanner");

        assertThat(component("arbitrage-scanner").path("hard")).isEmpty();
    }

    /** Updates it, and looks at everybody before and after. */
    private static void update(String id) throws IOException {
        awaitAll("RUNNING");
        Map<String, Life> before = lives();
        Set<String> bounced = standingHardOn(id);

        OPENBELL.shell("bundle:update io.openbell." + id + " " + next(id).toUri());

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            Map<String, Life> now = lives();
                            for (String each : bounced) {
                                assertThat(life(now, each).service())
                                        .as(each)
                                        .isNotEqualTo(life(before, each).service());
                            }
                            awaitAll("RUNNING");
                        });
        assertThat(OPENBELL.shell("bundle:list -s -t 0 --no-format"))
                .containsPattern(NEXT_VERSION + "\\s+io\\.openbell\\." + id);
        Map<String, Life> after = lives();
        for (Map.Entry<String, Life> each : before.entrySet()) {
            if (bounced.contains(each.getKey())) {
                assertThat(life(after, each.getKey()).restarts())
                        .as("restarts of %s: its ground's update is no fault of it", each.getKey())
                        .isLessThanOrEqualTo(
                                each.getValue().restarts() + (each.getKey().equals(id) ? 1 : 0));
            } else {
                assertThat(after.get(each.getKey())).as(each.getKey()).isEqualTo(each.getValue());
            }
        }
        assertThat(OPENBELL.json("trading:components").path("sessionOpen").asBoolean()).isTrue();
    }

    /** The same bundle as another version. */
    private static Path next(String id) throws IOException {
        String version = System.getProperty("openbell.version");
        Path present = SYSTEM.resolve(id).resolve(version).resolve(id + "-" + version + ".jar");
        Path next = OPENBELL.home().resolve("run/" + id + "-next.jar");
        try (JarFile from = new JarFile(present.toFile())) {
            Manifest manifest = new Manifest(from.getManifest());
            manifest.getMainAttributes().putValue("Bundle-Version", NEXT_VERSION);
            try (OutputStream file = Files.newOutputStream(next);
                    JarOutputStream to = new JarOutputStream(file, manifest)) {
                for (JarEntry entry : Collections.list(from.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        to.putNextEntry(new JarEntry(entry.getName()));
                        try (InputStream content = from.getInputStream(entry)) {
                            content.transferTo(to);
                        }
                        to.closeEntry();
                    }
                }
            }
        }
        return next;
    }

    /** It and, over as many steps as it takes, what cannot be without it. */
    private static Set<String> standingHardOn(String id) {
        Set<String> all = new TreeSet<>(Set.of(id));
        Set<String> before = new HashSet<>();
        while (!before.equals(all)) {
            before = new HashSet<>(all);
            for (JsonNode component : components()) {
                component
                        .path("hard")
                        .forEach(
                                ground -> {
                                    if (all.contains(ground.asText())) {
                                        all.add(component.path("id").asText());
                                    }
                                });
            }
        }
        return all;
    }

    private static void awaitAll(String state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            for (JsonNode component : components()) {
                                assertThat(component.path("state").asText())
                                        .as("%s", component)
                                        .isIn(state, "WARNING", "NOT_INSTALLED");
                            }
                        });
    }

    private static boolean isUp(String id) {
        return List.of("RUNNING", "WARNING").contains(component(id).path("state").asText());
    }

    private static Life life(String id) {
        return life(lives(), id);
    }

    private static Life life(Map<String, Life> lives, String id) {
        return Objects.requireNonNull(lives.get(id), id);
    }

    private static Map<String, Life> lives() {
        Map<String, String> services = new HashMap<>();
        Matcher registered =
                REGISTERED.matcher(
                        OPENBELL.shell("service:list io.openbell.api.component.SessionComponent"));
        while (registered.find()) {
            services.put(registered.group(1), registered.group(2));
        }
        assertThat(services).containsKey("health-monitor");
        Map<String, Life> lives = new TreeMap<>();
        for (JsonNode component : components()) {
            String id = component.path("id").asText();
            lives.put(
                    id,
                    new Life(services.getOrDefault(id, ""), component.path("restarts").asInt()));
        }
        return lives;
    }

    private static JsonNode component(String id) {
        for (JsonNode component : components()) {
            if (component.path("id").asText().equals(id)) {
                return component;
            }
        }
        throw new AssertionError("no component " + id);
    }

    private static JsonNode components() {
        return OPENBELL.json("trading:components").path("components");
    }
}

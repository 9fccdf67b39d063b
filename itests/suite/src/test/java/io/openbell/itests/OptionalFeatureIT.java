package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.openbell.testkit.Proof;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Optional components come and go in a running session, and leave nothing behind. */
@InSharedDistribution
class OptionalFeatureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String SCANNER = "arbitrage-scanner";
    private static final Path SYSTEM =
            Path.of(System.getProperty("openbell.root"), "karaf-assembly/target/assembly/system");
    private static final Pattern BUNDLE = Pattern.compile(">mvn:io\\.openbell/([^/]+)/");
    private static final String LEAKING = "leaking-on-purpose";
    private static final int ROUNDS = Proof.figure(2, 50);

    /** What a leaking component leaves. */
    private static final List<String> LEAKS =
            List.of(
                    "class io.openbell.itests.faulty.Leaks",
                    "configuration leaks.on.purpose: 0, now 1",
                    "service io.openbell.itests.faulty.Leaks: 0, now 1",
                    "thread leaks-on-purpose: 0, now 1");

    private final Distribution openbell;

    OptionalFeatureIT(Distribution openbell) {
        this.openbell = openbell;
    }

    @AfterEach
    void uninstall() throws IOException {
        Distribution.delete(faults());
        openbell.tryShell("feature:uninstall " + LEAKING);
        openbell.tryShell("feature:repo-remove leaking");
        openbell.tryShell("feature:uninstall openbell-" + SCANNER);
    }

    @Test
    void shouldBeOfferedByKarafsListWhichSaysWhatIsThere() {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(openbell.tryShell("feature:list --no-format").output())
                                        .containsPattern("openbell\\s.*Started")
                                        .containsPattern("openbell-" + SCANNER + "\\s.*Uninstalled")
                                        .doesNotContain("openbell-core"));
    }

    @Test
    void shouldRunWhileInstalled() {
        openbell.awaitTrading();
        Map<String, Integer> restarts = othersRestarts();
        assertThat(state(SCANNER)).isEqualTo("NOT_INSTALLED");
        List<String> symbols = symbols();

        openbell.shell("feature:install openbell-" + SCANNER);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(state(SCANNER)).isEqualTo("RUNNING"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(quoted("BTC/USD")).as("BTC/USD").isTrue());
        assertThat(symbols()).contains("ETH/BTC").containsAll(symbols);

        openbell.shell("feature:uninstall openbell-" + SCANNER);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(state(SCANNER)).isEqualTo("NOT_INSTALLED"));
        assertThat(symbols()).isEqualTo(symbols);
        assertThat(othersRestarts()).isEqualTo(restarts);
    }

    @Test
    void shouldLeaveNothingBehindHoweverOftenItComesAndGoes() throws IOException {
        openbell.awaitTrading();
        Map<String, Integer> restarts = othersRestarts();
        List<String> optional = optional();
        assertThat(optional).contains("openbell-" + SCANNER);
        for (String feature : optional) {
            // What the first time alone brings for good, like a class of Karaf's own, is none of
            // its doing.
            String id = feature.replaceFirst("openbell-", "");
            List<String> packages = comeAndGo(feature, id);
            Leftovers leftovers = leftovers();
            for (int round = 0; round < ROUNDS; round++) {
                comeAndGo(feature, id);
            }
            assertThat(packages).as("packages of %s", feature).isNotEmpty();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(leftovers.found(packages)).isEmpty());
        }
        assertThat(othersRestarts()).isEqualTo(restarts);
        Proof.shown(
                5,
                ROUNDS + " rounds of installing and uninstalling " + optional + " in a session",
                "no bundle, service, configuration, thread or socket more, no class of theirs loaded",
                "a component that leaves one of each behind is found with " + controlFound());
    }

    /** The control: the same look at a component that leaks. */
    private List<String> controlFound() throws IOException {
        addTheLeakingOne();
        comeAndGo(LEAKING, "leaks");
        Leftovers leftovers = leftovers();
        Files.createDirectories(faults());
        Files.createFile(faults().resolve("leaks"));

        comeAndGo(LEAKING, "leaks");

        List<String> found = leftovers.found(List.of("io.openbell.itests.faulty"));
        assertThat(found).containsAll(LEAKS).anyMatch(line -> line.startsWith("listens on "));

        Distribution.delete(faults());
        // The supervisor still lists components that it once knew, and they are looked at: that is
        // no leak of this one.
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(leftovers.found(List.of("io.openbell.itests.faulty")))
                                        .doesNotContainAnyElementsOf(LEAKS)
                                        .noneMatch(line -> line.startsWith("class ")));
        return found;
    }

    /** Once each component that is listed is looked at, which what happened before may have changed a while ago. */
    private Leftovers leftovers() throws IOException {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            String checks =
                                    openbell.shell(
                                            "service:list org.apache.felix.hc.api.HealthCheck");
                            for (JsonNode each :
                                    openbell.json("trading:components").path("components")) {
                                assertThat(checks)
                                        .contains("hc.name = " + each.path("id").asText());
                            }
                        });
        return new Leftovers(openbell, new RunningProcess(openbell.process()));
    }

    /** Installs it until it runs, and uninstalls it until it is gone. Returns the packages of its bundles. */
    private List<String> comeAndGo(String feature, String id) throws IOException {
        Set<String> present = locations();
        openbell.shell("feature:install " + feature);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(state(id)).isIn("RUNNING", "WARNING"));
        Set<String> packages = new TreeSet<>();
        for (String location : locations()) {
            if (!present.contains(location)) {
                packages.addAll(packages(location));
            }
        }
        openbell.shell("feature:uninstall " + feature);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(state(id)).isIn("NOT_INSTALLED", ""));
        return List.copyOf(packages);
    }

    /** Features of ours of which a bundle is not there. */
    private List<String> optional() throws IOException {
        Set<String> present =
                openbell.shell("bundle:list -s -t 0 --no-format")
                        .lines()
                        .flatMap(line -> Stream.of(line.strip().split("\\s+")))
                        .collect(Collectors.toSet());
        String version = System.getProperty("openbell.version");
        String features =
                Files.readString(
                        SYSTEM.resolve(
                                "io/openbell/features/%1$s/features-%1$s-features.xml"
                                        .formatted(version)));
        List<String> optional = new ArrayList<>();
        for (String feature : features.split("<feature name=\"")) {
            boolean absent =
                    BUNDLE.matcher(feature)
                            .results()
                            .map(bundle -> "io.openbell." + bundle.group(1))
                            .anyMatch(bundle -> !present.contains(bundle));
            if (absent) {
                optional.add(feature.substring(0, feature.indexOf('"')));
            }
        }
        return optional;
    }

    private Set<String> locations() {
        return openbell.shell("bundle:list -l -t 0 --no-format")
                .lines()
                .map(line -> line.substring(line.lastIndexOf('\t') + 1))
                .collect(Collectors.toSet());
    }

    private static Set<String> packages(String location) throws IOException {
        Set<String> packages = new TreeSet<>();
        try (JarFile jar = new JarFile(fileOf(location))) {
            jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && name.contains("/"))
                    .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                    .forEach(packages::add);
        }
        return packages;
    }

    private static File fileOf(String location) {
        if (location.startsWith("file:")) {
            return new File(URI.create(location));
        }
        String[] names = location.replaceFirst("mvn:", "").split("/");
        return SYSTEM.resolve(names[0].replace('.', '/'))
                .resolve(names[1])
                .resolve(names[2])
                .resolve(names[1] + "-" + names[2] + ".jar")
                .toFile();
    }

    /** A repository with one feature: the components that misbehave. */
    private void addTheLeakingOne() throws IOException {
        Path jar =
                Path.of(System.getProperty("openbell.root"), "itests/faulty-components/target")
                        .resolve(
                                "faulty-components-"
                                        + System.getProperty("openbell.version")
                                        + ".jar");
        Path repository = openbell.home().resolve("run/leaking.xml");
        Files.writeString(
                repository,
                """
                <features name="leaking" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                    <feature name="%s" version="1.0.0"><bundle>%s</bundle></feature>
                </features>
                """
                        .formatted(LEAKING, jar.toRealPath().toUri()));
        openbell.shell("feature:repo-add " + repository.toUri());
    }

    private Path faults() {
        return openbell.home().resolve("run/faults");
    }

    private Map<String, Integer> othersRestarts() {
        Map<String, Integer> restarts = openbell.restarts();
        restarts.remove(SCANNER);
        return restarts;
    }

    private String state(String id) {
        return component(id).path("state").asText();
    }

    private JsonNode component(String id) {
        for (JsonNode component : openbell.json("trading:components").path("components")) {
            if (component.path("id").asText().equals(id)) {
                return component;
            }
        }
        return MissingNode.getInstance();
    }

    private List<String> symbols() {
        List<String> symbols = new ArrayList<>();
        openbell.json("trading:quotes")
                .path("quotes")
                .forEach(quote -> symbols.add(quote.path("symbol").asText()));
        return symbols;
    }

    private boolean quoted(String symbol) {
        for (JsonNode quote : openbell.json("trading:quotes").path("quotes")) {
            if (quote.path("symbol").asText().equals(symbol)) {
                return quote.path("bid").asDouble() > 0;
            }
        }
        return false;
    }
}

package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One home of Openbell, and the process that the start script runs on it. */
final class Distribution implements AutoCloseable {

    private static final Path ROOT =
            Path.of(System.getProperty("openbell.root")).toAbsolutePath().normalize();

    /** The start script: the checkout's, or that of an installed distribution. */
    private static final Path SCRIPT =
            Path.of(System.getProperty("openbell.script", ROOT.resolve("openbell").toString()));

    static final String JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private final Path home;
    private final int sshPort;
    private final Map<String, String> secrets = new TreeMap<>();

    private Distribution(Path home, int sshPort) {
        this.home = home;
        this.sshPort = sshPort;
    }

    /** An empty home of that name; whatever an earlier run left there is gone. Ports are free ones. */
    static Distribution onEmptyHome(String name) {
        try {
            Path home = ROOT.resolve("itests/suite/target/homes").resolve(name);
            delete(home);
            Files.createDirectories(home.resolve("etc"));
            int sshPort = freePort();
            Distribution distribution = new Distribution(home, sshPort);
            distribution.configure(
                    "launcher",
                    Map.of(
                            "sshPort", String.valueOf(sshPort),
                            "httpPort", String.valueOf(freePort())));
            distribution.configure(
                    "simulator",
                    Map.of(
                            "port", String.valueOf(freePort()),
                            "tlsPort", String.valueOf(freePort())));
            return distribution;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    Path home() {
        return home;
    }

    /** From the next start on, given as a user would: as a variable of the start script. */
    void secret(String name, String value) {
        secrets.put(name, value);
    }

    int sshPort() {
        return sshPort;
    }

    /** Puts the shipped file of that component into the home, with these values instead of the shipped ones. */
    void configure(String component, Map<String, String> values) throws IOException {
        Path file = home.resolve("etc/openbell." + component + ".cfg");
        Path shipped = ROOT.resolve("etc/openbell." + component + ".cfg");
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Files.exists(file) ? file : shipped)) {
            if (values.keySet().stream().noneMatch(key -> line.matches("\\s*" + key + "\\s*=.*"))) {
                lines.add(line);
            }
        }
        values.forEach((key, value) -> lines.add(key + " = " + value));
        Files.write(file, lines);
    }

    /** {@code ./openbell} with these words; ends by itself, or fails the test after three minutes. */
    Ended openbell(String... words) {
        try {
            Path output = Files.createTempFile(home, "openbell-", ".out");
            Process process = launch(output, words);
            assertThat(process.waitFor(3, TimeUnit.MINUTES))
                    .as("openbell %s ended", List.of(words))
                    .isTrue();
            return new Ended(process.exitValue(), Files.readString(output));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** {@code ./openbell} with these words, and nobody waits for it. */
    Process launch(Path output, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put("OPENBELL_HOME", home.toString());
        builder.environment()
                .keySet()
                .removeIf(
                        key ->
                                key.matches(
                                        "(ALPACA_|OPENROUTER_).*|OPENBELL_.*_(URL|TOKEN|PASSWORD)"));
        // The machine is shared with the rest of the build: boot with the quick compiler only.
        builder.environment().put("OPENBELL_JAVA_OPTS", JAVA_OPTIONS);
        builder.environment().putAll(secrets);
        return builder.start();
    }

    /** How a command of the start script ended. */
    record Ended(int exitCode, String output) {}

    /** Starts in the background; returns once the session is open. */
    void start() {
        Ended started = openbell("start", "--background");
        assertThat(started.exitCode())
                .as("start: %s\n%s", started.output(), tail("logs/console.log"))
                .isZero();
    }

    /** Stops in order. */
    Ended stop() {
        return openbell("stop");
    }

    /** A line typed into the shell of the running system; the test fails if the command does. */
    String shell(String line) {
        Ended ended = tryShell(line);
        assertThat(ended.exitCode()).as("shell: %s\n%s", line, ended.output()).isZero();
        return ended.output();
    }

    /** A line typed into the shell of the running system. */
    Ended tryShell(String line) {
        return tryShell(ShellSession.Login.ofHome(home), line);
    }

    /** A line typed by somebody else into the shell of the running system. */
    Ended tryShell(ShellSession.Login login, String line) {
        return ShellSession.run(login, sshPort, line);
    }

    /** Until entries pass. */
    void awaitTrading() {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> tryShell("trading:status --json").output().contains("\"ACTIVE\""));
    }

    /** The one JSON document a command prints. */
    JsonNode json(String line) {
        return parsed(shell(line + " --json"));
    }

    /** How often each component was restarted since the process began; other tests may have had reason to. */
    Map<String, Integer> restarts() {
        Map<String, Integer> restarts = new TreeMap<>();
        for (JsonNode each : json("trading:components").path("components")) {
            restarts.put(each.path("id").asText(), each.path("restarts").asInt());
        }
        return restarts;
    }

    static JsonNode parsed(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    /** What the built-in exchange wrote down by itself. */
    JsonNode ledger() {
        return exchange("/openbell/control/ledger");
    }

    /** A question to the built-in exchange. */
    JsonNode exchange(String path) {
        return exchange(path, HttpRequest.Builder::GET);
    }

    /** A request to the built-in exchange that changes something. */
    JsonNode exchangePost(String path, String body) {
        return exchange(path, request -> request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode exchange(String path, UnaryOperator<HttpRequest.Builder> method) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + ports().getProperty("simulator") + path);
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(uri)
                            .header("APCA-API-KEY-ID", "PKSIMULATOR")
                            .header("APCA-API-SECRET-KEY", "simulator")
                            .header("Content-Type", "application/json");
            HttpResponse<String> response =
                    HTTP.send(method.apply(request).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
            return JSON.readTree(response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The ports in use. */
    Properties ports() throws IOException {
        Properties ports = new Properties();
        try (var in = Files.newInputStream(home.resolve("run/ports.properties"))) {
            ports.load(in);
        }
        return ports;
    }

    /** The process. */
    ProcessHandle process() throws IOException {
        long pid =
                Long.parseLong(
                        Files.readString(home.resolve("run/openbell.pid"))
                                .strip()
                                .split("\\s+")[0]);
        return ProcessHandle.of(pid)
                .orElseThrow(() -> new IllegalStateException("no process " + pid));
    }

    /** {@code kill -9}. */
    void kill() throws Exception {
        ProcessHandle process = process();
        process.destroyForcibly();
        process.onExit().get(20, TimeUnit.SECONDS);
    }

    /** Lines of a file below the home. */
    List<String> lines(String file) throws IOException {
        return Files.readAllLines(home.resolve(file));
    }

    /** The end of a file below the home, for messages. */
    String tail(String file) {
        try {
            List<String> lines = lines(file);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException absent) {
            return "(no " + file + ")";
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Below those that the kernel gives to whoever connects: nobody takes it before it is used. */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket =
                    new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (GIVEN.add(port)) {
                    return socket.getLocalPort();
                }
            } catch (IOException taken) {
                // Another one.
            }
        }
    }

    /** With everything in it; of links, the links. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

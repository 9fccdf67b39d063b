package io.openbell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The start script in a distribution whose Karaf is a few lines of shell. */
class StartScriptTest {

    private static final Path SCRIPT = Path.of("../../../openbell").toAbsolutePath().normalize();

    /** Notes what it was given, and runs until it is told to end. */
    private static final String KARAF =
            """
            #!/usr/bin/env bash
            env > "$KARAF_BASE/environment"
            echo "$@" > "$KARAF_BASE/arguments"
            [ ! -e /proc/self/fd/3 ] || cat <&3 > "$KARAF_BASE/secrets"
            run=$KARAF_BASE/../run
            if [ -e "$run/end-at-once" ]; then
                echo "openbell.engine.cfg: clock = wall: no such value" >&2
                exit "$(cat "$run/end-at-once")"
            fi
            trap 'echo 0 > "$run/exit-code"; exit 0' TERM
            echo ssh=4711 > "$run/ports.properties"
            touch "$run/shell.key"
            if [ -e "$run/open" ]; then
                echo "Session open after 1.0 s"
                echo open > "$run/session.state"
            fi
            for i in $(seq 1 600); do sleep 0.1; done
            """;

    private static final String CLIENT =
            """
            #!/usr/bin/env bash
            echo "client: $*"
            [ "$9" != -b ] || read -r line
            echo "line: $line"
            [ "$line" != "nope" ]
            """;

    private record Ended(int code, String output) {}

    @TempDir Path root = Path.of("");
    private Path distribution = root;
    private Path home = root;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void createDistribution() throws IOException {
        distribution = Files.createDirectories(root.resolve("dist with space"));
        home = root.resolve("home of Zürich");
        executable("openbell", Files.readString(SCRIPT));
        executable("bin/karaf", KARAF);
        executable("bin/client", CLIENT);
        write("etc/system.properties", "karaf.name = root\n");
        write(
                "etc/startup.properties",
                "# Bundles\nreference\\:file\\:org/netty/netty-1.0.jar = 50\n"
                        + "reference\\:file\\:io/openbell/api/api-0.1.0.jar = 80\n");
        write("system/org/netty/netty-1.0.jar", "");
        write("system/io/openbell/api/api-0.1.0.jar", "");
        write("etc-openbell/openbell.launcher.cfg", "sshPort = 0\n");
        Files.createDirectories(distribution.resolve("lib"));
        Files.createDirectories(distribution.resolve("system/io/openbell/launcher/0.1.0"));
    }

    @AfterEach
    void endWhatRuns() throws Exception {
        openbell("stop");
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    strat                      | 64 | unknown word 'strat'; allowed: start, stop, status, preflight, shell, new-strategy, dead-man, kill, journal-verify, journal-salvage, restore
                    --mode                     | 64 | --mode needs a value; allowed: paper
                    --mode live                | 64 | mode live is not available yet; allowed: paper
                    start --mode backtest      | 64 | mode backtest is not available yet; allowed: paper
                    --mode research            | 64 | mode research is not available yet; allowed: paper
                    --mode LIVE                | 64 | unknown mode 'LIVE'; allowed: paper
                    --mode Paper               | 64 | unknown mode 'Paper'; allowed: paper
                    --mode lvie                | 64 | unknown mode 'lvie'; allowed: paper
                    --mode paper --mode paper  | 64 | --mode is given twice
                    --mode=paper               | 64 | unknown option '--mode=paper'; allowed: --mode paper, --background
                    --debgu                    | 64 | unknown option '--debgu'; allowed: --mode paper, --background
                    start now                  | 64 | unknown option 'now'; allowed: --mode paper, --background
                    stop --debug               | 64 | stop takes nothing else, got '--debug'
                    preflight --mode paper     | 64 | preflight takes nothing else, got '--mode'
                    status all                 | 64 | status takes nothing else, got 'all'
                    --background --console     | 64 | --background and --console exclude each other
                    --help me                  | 64 | --help takes nothing else
                    --help                     | 0  | Usage: ./openbell [start]
                    --version                  | 0  | openbell 0.1.0
                    status                     | 3  | not running
                    stop                       | 0  | not running
                    shell trading:status       | 3  | not running
                    dead-man                   | 77 | switch has no keys: set OPENBELL_DEAD_MAN_KEY
                    """)
    void shouldTakeExactWordsOnly(String words, int code, String output) throws Exception {
        Ended ended = openbell(words.split(" "));

        assertThat(ended.output()).contains(output);
        assertThat(ended.code()).isEqualTo(code);
    }

    @Test
    void shouldNotAdvertiseModesThatAreNotThereYet() throws Exception {
        assertThat(openbell("--help").output()).doesNotContain("live", "backtest", "research");
    }

    @ParameterizedTest
    @CsvSource({
        "25.0.1, Java 25 at, 'Java 24 and later do not have'",
        "24, Java 24 at, install a JDK 17",
        "11.0.2, Java 11 at, too old"
    })
    void shouldRefuseAJavaThatKarafCannotRunOn(String version, String what, String why)
            throws Exception {
        Path java = root.resolve("jdk");
        Files.createDirectories(java.resolve("bin"));
        Files.createSymbolicLink(java.resolve("bin/java"), Path.of("/bin/true"));
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");

        Ended ended = run(Map.of("JAVA_HOME", java.toString()), "start");

        assertThat(ended.code()).isEqualTo(69);
        assertThat(ended.output()).contains(what).contains(why);
    }

    @Test
    void shouldAskForAJdkWhereAJavaWithoutACompilerWouldHaveToBuild() throws Exception {
        Path java = root.resolve("jre");
        Files.createDirectories(java.resolve("bin"));
        Files.createSymbolicLink(java.resolve("bin/java"), Path.of("/bin/true"));
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        Files.delete(distribution.resolve("bin/karaf"));

        Ended ended = run(Map.of("JAVA_HOME", java.toString()), "start");

        assertThat(ended.code()).isEqualTo(69);
        assertThat(ended.output()).contains("has no javac, which the build needs");
    }

    @Test
    void shouldBuildNothingBesideAnInstalledKarafEvenThroughALink() throws Exception {
        Files.move(distribution.resolve("openbell"), distribution.resolve("bin/openbell"));
        Files.createSymbolicLink(distribution.resolve("openbell"), Path.of("bin/openbell"));

        assertThat(openbell("--version").output()).contains("openbell 0.1.0");
        assertThat(openbell("status").output()).contains("not running");
    }

    @Test
    void shouldNameTheBundlesThatTheDistributionLacks() throws Exception {
        Files.delete(distribution.resolve("system/io/openbell/api/api-0.1.0.jar"));

        Ended ended = openbell("start");

        assertThat(ended.code()).isEqualTo(69);
        assertThat(ended.output())
                .contains("lacks bundles; unpack the archive again")
                .contains("system/io/openbell/api/api-0.1.0.jar")
                .doesNotContain("netty");
        assertThat(home.resolve("run/openbell.pid")).doesNotExist();
    }

    @Test
    void shouldRefuseAHomeThatCannotBe() throws Exception {
        write("file", "no folder");

        Ended ended =
                run(Map.of("OPENBELL_HOME", distribution.resolve("file/x").toString()), "start");

        assertThat(ended.code()).isEqualTo(74);
    }

    @Test
    void shouldOpenInTheBackgroundAnswerAndStop() throws Exception {
        write(home.resolve("run/open"), "");

        Ended start = openbell("--background", "--debug");

        assertThat(start.output())
                .contains("Session open after 1.0 s")
                .contains("line: trading:status")
                .contains("-a 4711 -u openbell -k " + home.resolve("run/shell.key"));
        assertThat(start.code()).isZero();
        assertThat(home.resolve("cache/arguments")).hasContent("server");
        assertThat(Files.readString(home.resolve("cache/etc/system.properties")))
                .contains("karaf.name = root", "openbell.mode = paper", "openbell.debug = true")
                .contains("openbell.home = ${karaf.base}/..")
                .contains("openbell.background = true");
        assertThat(Files.readString(distribution.resolve("etc/system.properties")))
                .isEqualTo("karaf.name = root\n");

        Ended second = openbell("start");
        assertThat(second.code()).isEqualTo(73);
        assertThat(second.output()).contains("already running on " + home.toRealPath());
        assertThat(openbell("shell", "trading:positions", "--json").output())
                .contains("line: trading:positions --json");
        assertThat(openbell("shell", "nope").code()).isEqualTo(1);
        assertThat(openbell("shell").output()).doesNotContain(" -b");

        Ended stop = openbell("stop");
        assertThat(stop.output()).isEqualTo("stopped\n");
        assertThat(stop.code()).isZero();
        assertThat(openbell("status").code()).isEqualTo(3);
    }

    @Test
    void shouldNotCallAStartFailedWhoseSessionIsOpenAndWhoseShellIsMute() throws Exception {
        write(home.resolve("run/open"), "");
        executable("bin/client", "#!/usr/bin/env bash\necho mute\nexit 1\n");

        Ended start = openbell("--background");

        assertThat(start.output())
                .contains("Session open after 1.0 s")
                .contains("mute")
                .contains("the session is open, but its status could not be asked for");
        assertThat(start.code()).isZero();
        assertThat(openbell("status").code()).isEqualTo(1);
    }

    @Test
    void shouldEndWithTheCodeOfAStartThatFails() throws Exception {
        write(home.resolve("run/end-at-once"), "78");

        Ended background = openbell("--background");
        assertThat(background.code()).isEqualTo(78);
        assertThat(background.output())
                .contains("openbell.engine.cfg: clock = wall: no such value");

        assertThat(openbell("start").code()).isEqualTo(78);
    }

    @Test
    void shouldHandCredentialsOverThroughAPipeOnly() throws Exception {
        write(home.resolve("run/open"), "");

        Ended start =
                run(
                        Map.of("ALPACA_API_KEY", "PKCANARY", "ALPACA_SECRET_KEY", "canary/2+="),
                        "--background");

        assertThat(start.code()).as(start.output()).isZero();
        assertThat(home.resolve("cache/secrets"))
                .hasContent("ALPACA_API_KEY=PKCANARY\nALPACA_SECRET_KEY=canary/2+=\n");
        assertThat(Files.readString(home.resolve("cache/environment")).toLowerCase())
                .doesNotContain("canary");
        assertThat(Files.readString(home.resolve("cache/etc/system.properties")))
                .contains("openbell.secrets.fd = 3")
                .doesNotContain("canary");
    }

    @Test
    void shouldRefuseALiveKeyInPlaceOfAPaperKeyWithoutShowingIt() throws Exception {
        Ended ended =
                run(
                        Map.of(
                                "ALPACA_API_KEY", "AKCANARY",
                                "ALPACA_SECRET_KEY", "canary-1",
                                "ALPACA_LIVE_API_KEY", "AKCANARY",
                                "ALPACA_LIVE_SECRET_KEY", "canary-2"),
                        "start");

        assertThat(ended.code()).isEqualTo(77);
        assertThat(ended.output())
                .contains("ALPACA_API_KEY and ALPACA_LIVE_API_KEY hold the same key id");
        assertThat(ended.output().toLowerCase()).doesNotContain("canary");
        assertThat(home.resolve("cache/secrets")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"''", "'two words'", "'line\nbreak'", "'\"quoted\"'"})
    void shouldRefuseMalformedCredentialsWithoutShowingThem(String value) throws Exception {
        Ended ended = run(Map.of("ALPACA_API_KEY", value), "start");

        assertThat(ended.code()).isEqualTo(77);
        assertThat(ended.output())
                .contains("ALPACA_API_KEY looks malformed (length " + value.length() + ")");
        assertThat(ended.output()).doesNotContain("words", "break", "\"quoted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    -Xmx16m    | 69 | a heap of 16m is too small: allowed -Xmx256m and more
                    -Xmx99999k | 69 | a heap of 99999k is too small
                    -Xmx1048576 | 69 | a heap of 1048576 is too small
                    -Xmxbig    | 64 | -Xmxbig is no size
                    -Xmx16m -Xmx1g | 0 | ''
                    """)
    void shouldRefuseAHeapThatIsTooSmall(String options, int code, String output) throws Exception {
        write(home.resolve("run/end-at-once"), "0");

        Ended ended = run(Map.of("JAVA_OPTS", options), "start");

        assertThat(ended.code()).as(ended.output()).isEqualTo(code);
        assertThat(ended.output()).contains(output);
    }

    @Test
    void shouldCheckWithoutASessionOrInTheRunningOne() throws Exception {
        write(home.resolve("run/end-at-once"), "77");

        assertThat(openbell("preflight").code()).isEqualTo(77);
        assertThat(Files.readString(home.resolve("cache/etc/system.properties")))
                .contains("openbell.preflight = true");

        Files.delete(home.resolve("run/end-at-once"));
        write(home.resolve("run/open"), "");
        openbell("--background");
        assertThat(Files.readString(home.resolve("cache/etc/system.properties")))
                .contains("openbell.preflight = false");
        assertThat(openbell("preflight").output()).contains("line: trading:preflight");
    }

    @Test
    void shouldReplaceThePidFileOfAProcessThatIsGone() throws Exception {
        write(home.resolve("run/openbell.pid"), "1 12345\n");
        write(home.resolve("run/open"), "");

        assertThat(openbell("--background").code()).isZero();
    }

    @Test
    void shouldDropTheBundleCacheOnlyWhenTheDistributionChanged() throws Exception {
        write(home.resolve("run/end-at-once"), "0");
        openbell("start");
        Path cached = home.resolve("cache/data/bundle");
        write(cached, "");

        openbell("start");
        assertThat(cached).exists();

        Path jar = distribution.resolve("system/new.jar");
        write(jar, "");
        Files.setLastModifiedTime(
                jar,
                java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 5_000));
        openbell("start");
        assertThat(cached).doesNotExist();
    }

    /** B90: what an earlier life installed would run before anybody looks at it. */
    @ParameterizedTest
    @CsvSource({
        "signedBundlesOnly = true, false",
        "'  signedbundlesonly=TRUE ', false",
        "signedBundlesOnly = false, true",
        "# signedBundlesOnly = true, true"
    })
    void shouldForgetInstalledBundlesWhereOnlySignedOnesMayRun(String line, boolean kept)
            throws Exception {
        write(home.resolve("run/end-at-once"), "0");
        openbell("start");
        Path cached = home.resolve("cache/data/bundle");
        write(cached, "");
        write(home.resolve("etc/openbell.launcher.cfg"), "sshPort = 0\n" + line + "\n");

        openbell("start");

        assertThat(Files.exists(cached)).isEqualTo(kept);
    }

    private Ended openbell(String... words) throws Exception {
        return run(Map.of(), words);
    }

    private Ended run(Map<String, String> environment, String... words) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(distribution.resolve("openbell").toString());
        command.addAll(List.of(words));
        Path output = Files.createTempFile(root, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(ALPACA|OPENROUTER|OPENBELL).*"));
        builder.environment().put("OPENBELL_HOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ended", command).isTrue();
        return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private void executable(String name, String text) throws IOException {
        write(name, text);
        assertThat(distribution.resolve(name).toFile().setExecutable(true)).isTrue();
    }

    private void write(String name, String text) throws IOException {
        write(distribution.resolve(name), text);
    }

    private static void write(Path file, String text) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, text);
    }
}

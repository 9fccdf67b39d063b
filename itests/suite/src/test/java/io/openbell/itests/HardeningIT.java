package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.itests.ShellSession.Login;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.Test;

/** Who may do what in the shell, and by which keys one gets there. */
@InSharedDistribution
class HardeningIT {

    private static final String ACCESS_LIST = "org.apache.karaf.command.acl.";
    private static final Pattern COMMAND =
            Pattern.compile("^\\s*([a-z]+):([a-zA-Z-]+)\\s*\\|", Pattern.MULTILINE);
    private static final List<String> HARMLESS =
            List.of(
                    "shell:clear",
                    "shell:date",
                    "shell:echo",
                    "shell:logout",
                    "trading:status",
                    "trading:components",
                    "trading:positions",
                    "trading:orders",
                    "trading:fills",
                    "trading:quotes",
                    "trading:account",
                    "trading:opportunities",
                    "trading:risk",
                    "trading:strategies",
                    "trading:strategy-list",
                    "trading:health",
                    "trading:errors",
                    "trading:why");

    /** What Karaf ships for scope system, shortened. */
    private static final String STOCK_LIST = "property = admin\nshutdown = admin\n";

    private final Distribution openbell;

    HardeningIT(Distribution openbell) {
        this.openbell = openbell;
    }

    @Test
    void shouldHaveAnAccessListWithACatchAllForEveryScope() throws IOException {
        for (String scope : scopes()) {
            Path list = etc().resolve(ACCESS_LIST + scope + ".cfg");
            assertThat(list).as("scope %s", scope).exists();
            assertThat(openTo(Files.readString(list))).as("scope %s", scope).isEqualTo("admin");
        }
    }

    @Test
    void shouldNoticeAnAccessListWithoutACatchAll() throws IOException {
        assertThat(openTo(STOCK_LIST)).isEqualTo("anybody");
    }

    @Test
    void shouldRefuseAViewerEveryCommandButTheHarmlessOnes() throws Exception {
        Login viewer = user("a-viewer", "viewer");

        List<String> open = new ArrayList<>();
        for (String command : commands()) {
            // The option exists nowhere: a command that is not refused fails all the same.
            if (!refused(viewer, command + " --no-such-option")) {
                open.add(command);
            }
        }

        assertThat(open).isSubsetOf(HARMLESS);
        assertThat(openbell.tryShell(viewer, "trading:status").exitCode()).isZero();
    }

    @Test
    void shouldRefuseAnOperatorWhatReachesAroundTheTradingCommands() throws Exception {
        Login operator = user("an-operator", "operator,manager");
        Path written = openbell.home().resolve("redirected");

        assertThat(
                        List.of(
                                "config:property-set -p openbell.risk-management maxOrders 1",
                                "bundle:stop io.openbell.risk-management",
                                "system:start-level 101",
                                "system:shutdown -f",
                                "trading:shutdown",
                                "$.context getProperty openbell.home",
                                "trading:status > " + written))
                .allSatisfy(line -> assertThat(refused(operator, line)).as(line).isTrue());
        assertThat(written).doesNotExist();
        assertThat(openbell.tryShell(operator, "trading:order --help").exitCode()).isZero();
    }

    @Test
    void shouldLetTheShippedKeyDoAllOfIt() {
        assertThat(openbell.shell("config:list")).contains("openbell.risk-management");
        assertThat(openbell.shell("echo ($.context getProperty openbell.mode)")).contains("paper");
        assertThat(openbell.shell("trading:shutdown --help")).contains("trading:shutdown");
    }

    @Test
    void shouldConfigureNoSignatureMadeWithSha1() throws IOException {
        assertThat(signatures(Files.readString(etc().resolve("org.apache.karaf.shell.cfg"))))
                .doesNotContain("ssh-rsa")
                .contains("ecdsa-sha2-nistp256");
        assertThat(signatures("sshPort = 8101")).contains("ssh-rsa");
    }

    /** The algorithms of the shell's file, or the list that Karaf takes when it names none. */
    private static List<String> signatures(String file) throws IOException {
        String karafs = "ssh-rsa,rsa-sha2-256,rsa-sha2-512,ecdsa-sha2-nistp256";
        return List.of(properties(file).getProperty("sigAlgorithms", karafs).split(","));
    }

    @Test
    void shouldNameTheFingerprintOfTheKeyThatTheShellShows() throws IOException {
        String shown = ShellSession.hostKeyFingerprint(openbell.sshPort());

        assertThat(Files.readString(openbell.home().resolve("logs/console.log"))).contains(shown);
    }

    @Test
    void shouldRefuseAKeyThatNobodyRegistered() throws Exception {
        Login unknown = new Login("openbell", ellipticPair());

        assertThat(refused(unknown, "trading:status")).isTrue();
    }

    /** With one thread Java 17 can leave an event of the shell's socket lying, after which nobody gets in any more. */
    @Test
    void shouldLookAtTheShellsSocketWithMoreThanOneThread() throws IOException {
        assertThat(new RunningProcess(openbell.process()).systemProperties())
                .contains("sun.nio.ch.internalThreadPoolSize=2");
    }

    private boolean refused(Login login, String line) {
        Distribution.Ended ended = openbell.tryShell(login, line);
        return ended.exitCode() != 0
                && (ended.output().contains("Command not found")
                        || ended.output().contains("Insufficient credentials")
                        || ended.output().contains(ShellSession.NOT_LET_IN));
    }

    /** Who may run a command of a scope that its access list does not name. */
    private static String openTo(String accessList) throws IOException {
        return properties(accessList).getProperty("*", "anybody");
    }

    private static Properties properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties;
    }

    private TreeSet<String> commands() {
        TreeSet<String> commands = new TreeSet<>();
        String help = openbell.shell("*:help").replaceAll("\\x1b\\[[0-9;]*m", "");
        COMMAND.matcher(help)
                .results()
                .forEach(found -> commands.add(found.group().replace("|", "").strip()));
        assertThat(commands).hasSizeGreaterThan(100).contains("system:shutdown", "shell:exec");
        return commands;
    }

    private TreeSet<String> scopes() {
        TreeSet<String> scopes = new TreeSet<>();
        commands().forEach(command -> scopes.add(command.substring(0, command.indexOf(':'))));
        return scopes;
    }

    private Login user(String name, String roles) throws Exception {
        return user(name, roles, ellipticPair());
    }

    private static KeyPair ellipticPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private Login user(String name, String roles, KeyPair pair) throws IOException {
        String key = PublicKeyEntry.toString(pair.getPublic()).split(" ")[1];
        Files.writeString(
                etc().resolve("keys.properties"),
                name + "=" + key + ",ssh," + roles + "\n",
                StandardOpenOption.APPEND);
        return new Login(name, pair);
    }

    private Path etc() {
        return openbell.home().resolve("cache/etc");
    }
}

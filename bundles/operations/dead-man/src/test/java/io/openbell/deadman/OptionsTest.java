package io.openbell.deadman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @TempDir Path folder;

    private static Options parse(String... more) throws Refused {
        List<String> words = new ArrayList<>(List.of("--home", "/h", "--keys", "fd:3"));
        words.addAll(List.of(more));
        return Options.parse(words.toArray(String[]::new));
    }

    private static Refused refused(String... more) {
        return catchThrowableOfType(Refused.class, () -> parse(more));
    }

    @Test
    void shouldWatchPaperEveryFiveSecondsUnlessToldOtherwise() throws Exception {
        Options options = parse();

        assertThat(options.venue().root()).hasToString("https://paper-api.alpaca.markets");
        assertThat(options.silence()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.look()).isEqualTo(Duration.ofSeconds(5));
        assertThat(parse("--venue", "live").venue().mode()).isEqualTo("live");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://paper-api.alpaca.markets",
                "https://evil.example",
                "http://127.0.0.1:80@evil.example:80",
                "http://127.0.0.1.evil.example:80",
                "http://10.0.0.1:8200",
                "http://127.0.0.1:0",
                "http://127.0.0.1:99999",
                "http://127.0.0.1:8200/elsewhere",
                "PAPER",
                ""
            })
    void shouldSendKeysNowhereButToAlpacaAndToThisMachine(String venue) {
        assertThat(refused("--venue", venue).exitCode()).isEqualTo(64);
        assertThat(refused("--venue", venue).getMessage()).doesNotContain("evil");
    }

    @Test
    void shouldRefuseWordsThatMakeNoSense() {
        assertThat(refused("--silence", "30").getMessage()).contains("--silence-seconds");
        assertThat(refused("--silence-seconds", "1").getMessage()).contains("allowed 2 to 3600");
        assertThat(refused("--silence-seconds", "-5").exitCode()).isEqualTo(64);
        assertThat(refused("--silence-seconds", "8").getMessage()).contains("at most half");
        assertThat(refused("--silence-seconds").exitCode()).isEqualTo(64);
    }

    @Test
    void shouldReadKeysFromAFileThatOnlyItsOwnerMayRead() throws Exception {
        Path file = folder.resolve("keys");
        Files.writeString(file, "OPENBELL_DEAD_MAN_KEY=PKX\nOPENBELL_DEAD_MAN_SECRET=geheim\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        Keys keys = Keys.read(file.toString());

        assertThat(keys.keyId()).isEqualTo("PKX");
        assertThat(keys.secret()).isEqualTo("geheim");
        assertThat(keys.toString()).doesNotContain("geheim", "PKX");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rwx------"})
    void shouldRefuseAKeyFileThatOthersMayRead(String permissions) throws Exception {
        Path file = folder.resolve("keys");
        Files.writeString(file, "OPENBELL_DEAD_MAN_KEY=PKX\nOPENBELL_DEAD_MAN_SECRET=geheim\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        Refused refused = catchThrowableOfType(Refused.class, () -> Keys.read(file.toString()));

        assertThat(refused.exitCode()).isEqualTo(77);
        assertThat(refused.getMessage()).contains("chmod 600").doesNotContain("geheim");
    }

    @Test
    void shouldNameAKeyThatCannotBeOneAndNotItsValue() throws Exception {
        Path file = folder.resolve("keys");
        Files.writeString(file, "OPENBELL_DEAD_MAN_KEY=PKX\nOPENBELL_DEAD_MAN_SECRET=ge heim\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        Refused refused = catchThrowableOfType(Refused.class, () -> Keys.read(file.toString()));

        assertThat(refused.getMessage())
                .contains("OPENBELL_DEAD_MAN_SECRET", "length 7")
                .doesNotContain("heim");
    }

    @Test
    void shouldUnderstandAHeartbeatAndDoubtAnythingElse() throws Exception {
        Path file = folder.resolve("heartbeat");
        assertThat(Heartbeat.read(file)).isEmpty();

        Files.writeString(
                file,
                "instance=1-2\ncount=7\nstate=running\ngate=ACTIVE\nmarket=open\nmode=paper\naccount=PA1\n");
        assertThat(Heartbeat.read(file))
                .contains(new Heartbeat("1-2", "7", "running", "ACTIVE", "open", "paper", "PA1"));

        Files.writeString(file, "count=");
        assertThat(Heartbeat.read(file)).contains(Heartbeat.UNREADABLE);
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(Heartbeat.read(file)).contains(Heartbeat.UNREADABLE);
    }
}

package io.openbell.loggingsystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pattern that takes secrets out of every line of every file, whoever logged it. */
class SecretsInLogsTest {

    private static final Path SHIPPED = Path.of("src/main/pax-logging/org.ops4j.pax.logging.cfg");

    private Pattern secret = Pattern.compile("");

    @BeforeEach
    void readPattern() throws IOException {
        Properties shipped = new Properties();
        try (Reader reader = Files.newBufferedReader(SHIPPED)) {
            shipped.load(reader);
        }
        secret = Pattern.compile(shipped.getProperty("log4j2.secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "APCA-API-SECRET-KEY: S3CRET",
                "{\"password\": \"S3CRET\"}",
                "Authorization: Bearer S3CRET",
                "POST https://api.telegram.org/bot123456:S3CRET-abc/sendMessage failed",
                "https://hooks.slack.com/services/T0/B0/S3CRET refused",
                "https://discord.com/api/webhooks/1/S3CRET timed out",
                "key sk-or-v1-S3CRET is spent"
            })
    void shouldTakeASecretOutOfALine(String line) {
        assertThat(redacted(line)).contains("[redacted]").doesNotContain("S3CRET");
    }

    @Test
    void shouldLeaveOrdinaryLinesAlone() {
        String line =
                "order=P1-20260102-1 both=1:2 robot42 rests, see https://discord.com/channels/1";

        assertThat(redacted(line)).isEqualTo(line);
    }

    private String redacted(String line) {
        return secret.matcher(line).replaceAll("$1$2[redacted]");
    }
}

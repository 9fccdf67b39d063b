package io.openbell.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.session.TradingMode;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchSettingsTest {

    private final Properties properties = new Properties();

    @BeforeEach
    void fill() {
        properties.setProperty("openbell.home", "/data/cache/..");
        properties.setProperty("openbell.etc.default", "/dist/etc-openbell");
        properties.setProperty("karaf.etc", "/data/cache/etc");
    }

    @Test
    void shouldTakeWhatTheScriptSays() throws StartException {
        properties.setProperty("openbell.mode", "paper");
        properties.setProperty("openbell.debug", "true");
        properties.setProperty("openbell.secrets.fd", "3");
        properties.setProperty("openbell.sshPort", "4711");
        properties.setProperty("openbell.httpPort", "4712");

        LaunchSettings settings = LaunchSettings.from(properties);

        assertThat(settings.home()).isEqualTo(Path.of("/data"));
        assertThat(settings.mode()).isEqualTo(TradingMode.PAPER);
        assertThat(settings.debug()).isTrue();
        assertThat(settings.secretsFd()).isEqualTo(3);
        assertThat(settings.sshPort()).isEqualTo(4711);
        assertThat(settings.httpPort()).isEqualTo(4712);
    }

    @Test
    void shouldStartOnPaperWithoutSecretsIfNothingIsSaid() throws StartException {
        LaunchSettings settings = LaunchSettings.from(properties);

        assertThat(settings.mode()).isEqualTo(TradingMode.PAPER);
        assertThat(settings.secretsFd()).isNegative();
    }

    @ParameterizedTest
    @CsvSource({
        "openbell.mode, live, openbell.mode=live is not available yet; allowed paper",
        "openbell.mode, Paper, 'openbell.mode: mode must be paper, live, backtest or research, was ''Paper'''",
        "openbell.secrets.fd, three, the system property openbell.secrets.fd=three is not a whole number; start with ./openbell",
        "openbell.home, '', the system property openbell.home is missing; start with ./openbell"
    })
    void shouldRefuseWhatTheScriptWouldNeverSay(String key, String value, String message) {
        properties.setProperty(key, value);

        assertThatThrownBy(() -> LaunchSettings.from(properties)).hasMessage(message);
    }
}

package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.simulator.web.Keys;
import io.openbell.simulator.web.WireSettings;
import java.io.Reader;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SimulatorTest {

    private static final Path HOME = Path.of("/home");

    private static SimulatorConfig config(Map<String, Object> values) {
        return (SimulatorConfig)
                Proxy.newProxyInstance(
                        SimulatorConfig.class.getClassLoader(),
                        new Class<?>[] {SimulatorConfig.class},
                        (proxy, method, arguments) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    @Test
    void shouldShipWithTheDefaultsOfTheCode() throws Exception {
        Properties shipped = new Properties();
        try (Reader file =
                Files.newBufferedReader(Path.of("../../../etc/openbell.simulator.cfg"))) {
            shipped.load(file);
        }

        Map<String, String> declared = new HashMap<>();
        for (Method key : SimulatorConfig.class.getDeclaredMethods()) {
            declared.put(key.getName(), number(Objects.toString(key.getDefaultValue())));
        }
        Map<String, String> found = new HashMap<>();
        shipped.forEach((key, value) -> found.put((String) key, number((String) value)));
        assertThat(found).isEqualTo(declared);
    }

    private static String number(String text) {
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    @Test
    void shouldEqualTheSettingsForTestsButForPortsAndRates() {
        assertThat(Simulator.settings(config(Map.of()), HOME))
                .isEqualTo(
                        ExchangeSettings.onAnyPort()
                                .withPort(8450)
                                .withWire(new WireSettings(8451, Keys.DEFAULT, 200, 10_000)));
    }

    @Test
    void shouldFindReplayFilesFromTheHomeFolder() {
        ExchangeSettings settings =
                Simulator.settings(
                        config(
                                Map.of(
                                        "marketSource",
                                        "replay",
                                        "replayFiles",
                                        "spy/20131007_trade.zip, /data/spy/20131007_quote.zip")),
                        HOME);

        assertThat(settings.market().replayFiles())
                .containsExactly(
                        Path.of("/home/spy/20131007_trade.zip"),
                        Path.of("/data/spy/20131007_quote.zip"));
        assertThat(settings.streams().marketWaits()).isTrue();
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThatThrownBy(() -> Simulator.settings(config(Map.of("marketSource", "replay")), HOME))
                .hasMessageContaining("openbell.simulator.cfg: replayFiles = : not allowed")
                .hasMessageContaining("marketSource = replay");
        assertThatThrownBy(() -> Simulator.settings(config(Map.of("secret", " ")), HOME))
                .hasMessageContaining("secret = : not allowed");
        assertThatThrownBy(() -> Simulator.settings(config(Map.of("tlsPort", 8450)), HOME))
                .hasMessageContaining("tlsPort = 8450: not allowed");
        assertThatThrownBy(
                        () -> Simulator.settings(config(Map.of("marketSharePercent", 90.0)), HOME))
                .hasMessageContaining(
                        "sectorSharePercent = 25.0: not allowed; allowed at most 100");
        assertThatThrownBy(
                        () ->
                                Simulator.settings(
                                        config(
                                                Map.of(
                                                        "marketSource", "replay",
                                                        "replayFiles",
                                                                "spy/20131007_trade.zip,a.csv")),
                                        HOME))
                .hasMessageContaining("replayFiles = a.csv: not allowed")
                .hasMessageNotContainingAny("spy/");
    }
}

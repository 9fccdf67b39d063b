package io.openbell.launcher;

import io.openbell.api.session.TradingMode;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the start script hands over as system properties {@code openbell.*}.
 *
 * @param home          {@code $OPENBELL_HOME}, absolute
 * @param shippedEtc    folder of the configuration files that we ship
 * @param karafEtc      Karaf's own
 * @param secretsFd     number of the inherited file descriptor with the secrets; negative when there is none
 * @param sshPort       of the shell
 * @param httpPort      of HTTP, where somebody serves it
 * @param exitOnHalt    end the process when a required component is down for good
 * @param colour        the terminal shows colours
 * @param preflightOnly check, say what was found, and end
 */
record LaunchSettings(
        Path home,
        TradingMode mode,
        boolean debug,
        Path shippedEtc,
        Path karafEtc,
        int secretsFd,
        int sshPort,
        int httpPort,
        boolean exitOnHalt,
        boolean colour,
        boolean preflightOnly) {

    /**
     * From these properties.
     *
     * @throws StartException naming the property, if one is absent or wrong
     */
    static LaunchSettings from(Properties properties) throws StartException {
        return new LaunchSettings(
                Path.of(required(properties, "openbell.home")).toAbsolutePath().normalize(),
                mode(properties.getProperty("openbell.mode", "paper")),
                flag(properties, "openbell.debug"),
                Path.of(required(properties, "openbell.etc.default")),
                Path.of(required(properties, "karaf.etc")),
                number(properties, "openbell.secrets.fd", -1),
                number(properties, "openbell.sshPort", 8101),
                number(properties, "openbell.httpPort", 8181),
                flag(properties, "openbell.exitOnHalt"),
                flag(properties, "openbell.colour"),
                flag(properties, "openbell.preflight"));
    }

    private static TradingMode mode(String token) throws StartException {
        try {
            TradingMode mode = TradingMode.parse(token);
            if (mode == TradingMode.PAPER) {
                return mode;
            }
        } catch (IllegalArgumentException unknown) {
            throw new StartException(
                    ExitCode.CONFIGURATION, "openbell.mode: " + unknown.getMessage());
        }
        throw new StartException(
                ExitCode.CONFIGURATION,
                "openbell.mode=" + token + " is not available yet; allowed paper");
    }

    private static String required(Properties properties, String key) throws StartException {
        String value = properties.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new StartException(
                    ExitCode.CONFIGURATION,
                    "the system property " + key + " is missing; start with ./openbell");
        }
        return value;
    }

    private static boolean flag(Properties properties, String key) {
        return "true".equals(properties.getProperty(key));
    }

    private static int number(Properties properties, String key, int otherwise)
            throws StartException {
        String text = properties.getProperty(key);
        Integer value = text == null ? Integer.valueOf(otherwise) : parsed(text);
        if (value == null) {
            throw new StartException(
                    ExitCode.CONFIGURATION,
                    "the system property "
                            + key
                            + "="
                            + text
                            + " is not a whole number; start with ./openbell");
        }
        return value;
    }

    private static @Nullable Integer parsed(String text) {
        try {
            return Integer.valueOf(text.strip());
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}

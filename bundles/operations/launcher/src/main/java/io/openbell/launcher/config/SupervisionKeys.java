package io.openbell.launcher.config;

import io.openbell.launcher.supervisor.Policy;
import io.openbell.launcher.supervisor.SupervisorCore;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The five keys that may stand in the file of every supervised component. */
public final class SupervisionKeys {

    static final String REQUIRED = "required";
    static final String RESTART = "restartOnFailure";
    static final String MAX_RESTARTS = "maxRestarts";
    static final String ENDPOINT = "healthCheckEndpoint";
    static final String DELAY = "startupDelay";

    /** Their names. */
    static final List<String> NAMES = List.of(REQUIRED, RESTART, MAX_RESTARTS, ENDPOINT, DELAY);

    /** With more, the rests between restarts would be longer than the ten minutes in which they are counted. */
    private static final int MOST_RESTARTS = 8;

    private static final Duration LONGEST_DELAY = SupervisorCore.START_TIMEOUT;
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private SupervisionKeys() {}

    /** What is wrong with the value of one of the five, if anything; with what is allowed. */
    static Optional<String> problem(String key, String value) {
        return switch (key) {
            case REQUIRED, RESTART ->
                    value.equals("true") || value.equals("false")
                            ? Optional.empty()
                            : Optional.of("neither true nor false; allowed true or false");
            case MAX_RESTARTS ->
                    value.matches("\\d{1,9}") && Integer.parseInt(value) <= MOST_RESTARTS
                            ? Optional.empty()
                            : Optional.of(
                                    "not a number of restarts; allowed a whole number from 0 to "
                                            + MOST_RESTARTS
                                            + ", more cannot happen within ten minutes");
            case ENDPOINT ->
                    value.isEmpty() || endpoint(value) != null
                            ? Optional.empty()
                            : Optional.of(
                                    "not an address on this machine; allowed for example"
                                            + " http://127.0.0.1:8080/health, or nothing");
            case DELAY ->
                    duration(value).filter(d -> d.compareTo(LONGEST_DELAY) <= 0).isPresent()
                            ? Optional.empty()
                            : Optional.of(
                                    "not a delay; allowed a duration from 0s to "
                                            + LONGEST_DELAY.toSeconds()
                                            + "s, for example 500ms or 2s");
            default -> Optional.empty();
        };
    }

    /**
     * What is wrong between them, though each by itself is good: a limit on restarts that is never reached, because one that
     * fails at every start needs longer than the window in which failures are counted.
     */
    static Optional<String> contradiction(Map<String, String> values, boolean requiredByDefault) {
        Policy policy = policy(values, requiredByDefault);
        if (isReached(policy)) {
            return Optional.empty();
        }
        int most = policy.maxRestarts();
        while (most > 0 && !isReached(policy.withMaxRestarts(most))) {
            most--;
        }
        return Optional.of(
                MAX_RESTARTS
                        + " = "
                        + policy.maxRestarts()
                        + ": would never be reached within "
                        + Policy.WINDOW.toMinutes()
                        + " minutes; allowed with "
                        + DELAY
                        + " = "
                        + policy.startupDelay().toMillis()
                        + "ms and "
                        + REQUIRED
                        + " = "
                        + policy.required()
                        + " a whole number from 0 to "
                        + most);
    }

    private static boolean isReached(Policy policy) {
        return policy.longestWayToTheLimit().compareTo(Policy.WINDOW) < 0;
    }

    /** The five out of a component's configuration. */
    static Map<String, String> of(Map<String, String> values) {
        Map<String, String> own = new TreeMap<>(values);
        own.keySet().retainAll(NAMES);
        return own;
    }

    /** The policy that a checked file means. */
    public static Policy policy(Map<String, String> values, boolean requiredByDefault) {
        Policy defaults = Policy.defaults(requiredByDefault);
        String maxRestarts = values.get(MAX_RESTARTS);
        return new Policy(
                flag(values, REQUIRED, defaults.required()),
                flag(values, RESTART, defaults.restartOnFailure()),
                maxRestarts == null ? defaults.maxRestarts() : Integer.parseInt(maxRestarts),
                endpoint(values.getOrDefault(ENDPOINT, "")),
                duration(values.getOrDefault(DELAY, "")).orElse(defaults.startupDelay()));
    }

    private static boolean flag(Map<String, String> values, String key, boolean otherwise) {
        String value = values.get(key);
        return value == null ? otherwise : value.equals("true");
    }

    private static @Nullable URI endpoint(String text) {
        try {
            URI uri = new URI(text);
            boolean plain = "http".equals(uri.getScheme()) && uri.getUserInfo() == null;
            return plain && LOOPBACK.contains(String.valueOf(uri.getHost())) ? uri : null;
        } catch (URISyntaxException broken) {
            return null;
        }
    }

    private static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    default -> Duration.ofMinutes(amount);
                });
    }
}

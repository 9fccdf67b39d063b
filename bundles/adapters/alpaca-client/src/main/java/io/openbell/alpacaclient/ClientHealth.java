package io.openbell.alpacaclient;

import io.openbell.alpacaclient.connection.Target;
import io.openbell.alpacaclient.rest.RestGauge;
import io.openbell.alpacaclient.stream.StreamState;
import io.openbell.alpacaclient.stream.VenueStream;
import io.openbell.api.component.Health;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of the client, from the state of its streams and requests. Any thread. */
final class ClientHealth {

    private static final int FAILURES_THAT_COUNT = 2;

    /** One stream that is expected; null while its component is not there. */
    record Expected(String role, @Nullable VenueStream stream) {}

    private ClientHealth() {}

    /**
     * The state of everything.
     *
     * @param waiting which lane a request has waited in for long, and how long; empty if none has
     */
    static Health of(Target target, RestGauge requests, String waiting, List<Expected> streams) {
        if (requests.unauthorized()) {
            return Health.hopeless(
                    "%s does not accept our key (%s): %s",
                    target, requests.lastFailure(), target.credentialsRemedy());
        }
        StringBuilder all = new StringBuilder();
        for (Expected expected : streams) {
            VenueStream stream = expected.stream();
            if (stream == null) {
                return Health.unavailable("%s: %s is starting", target, expected.role());
            }
            StreamState state = stream.state();
            if (state.trouble().needsPerson()) {
                return Health.hopeless("%s: %s: %s", target, expected.role(), state.detail());
            }
            if (!state.live()) {
                return Health.unavailable(
                        "%s: %s is down: %s", target, expected.role(), state.detail());
            }
            all.append(", ").append(expected.role()).append(" live (");
            all.append(stream.lastHeard()).append(')');
        }
        if (!requests.answered() || requests.failures() >= FAILURES_THAT_COUNT) {
            return Health.unavailable(
                    "%s: requests are not answered: %s",
                    target, requests.failures() == 0 ? "no answer yet" : requests.lastFailure());
        }
        if (!waiting.isEmpty()) {
            return Health.warn("%s, requests wait: %s%s", target, waiting, all);
        }
        return Health.ok("%s, requests %d ms%s", target, requests.latencyMillis(), all);
    }
}

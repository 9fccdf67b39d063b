package io.openbell.api.component;

import java.util.List;

/**
 * A component of the trading session. Register it as a service with the property {@link #PROPERTY} = its id; carry
 * {@code @SatisfyingConditionTarget("(osgi.condition.id=openbell.permit.<id>)")}. The constructor must not block or
 * connect; deactivation takes less than five seconds.
 */
public interface SessionComponent {

    /** Service property that holds the component's id, so that others can refer to it without an instance. */
    String PROPERTY = "openbell.component";

    /** The id of the component, for example {@code alpaca-client}. */
    String id();

    /** How it is, at this moment. Quick (well below two seconds), without I/O, from any thread. */
    Health health();

    /**
     * Signs of life of its threads that work as long as it does; the same objects each time. Asked with each question for
     * its health, as quick as that.
     */
    default List<Heartbeat> heartbeats() {
        return List.of();
    }
}

package io.openbell.itests.faulty;

import io.openbell.api.component.Health;
import io.openbell.api.component.SessionComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/** A hard dependent: restarts with what it stands on. */
@Component(
        immediate = true,
        configurationPid = "openbell.stands-on-hangs-in-health",
        service = {SessionComponent.class, StandsOnHangsInHealth.class},
        property = SessionComponent.PROPERTY + "=stands-on-hangs-in-health")
@SatisfyingConditionTarget("(osgi.condition.id=openbell.permit.stands-on-hangs-in-health)")
public final class StandsOnHangsInHealth implements SessionComponent {

    /** Misbehaves here, if at all. */
    @Activate
    public StandsOnHangsInHealth(@Reference HangsInHealth ground) {
        java.util.Objects.requireNonNull(ground);
    }

    @Override
    public String id() {
        return "stands-on-hangs-in-health";
    }

    @Override
    public Health health() {
        return Health.ok("instance %s", Integer.toHexString(System.identityHashCode(this)));
    }
}

package io.openbell.itests.faulty;

import io.openbell.api.component.Health;
import io.openbell.api.component.SessionComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/** Hangs when asked for its health. */
@Component(
        immediate = true,
        configurationPid = "openbell.hangs-in-health",
        service = {SessionComponent.class, HangsInHealth.class},
        property = SessionComponent.PROPERTY + "=hangs-in-health")
@SatisfyingConditionTarget("(osgi.condition.id=openbell.permit.hangs-in-health)")
public final class HangsInHealth implements SessionComponent {

    /** Misbehaves here, if at all. */
    @Activate
    public HangsInHealth() {}

    @Override
    public String id() {
        return "hangs-in-health";
    }

    @Override
    public Health health() {
        if (Fault.isOrdered("hangs-in-health")) {
            Fault.hang();
        }
        return Health.ok("instance %s", Integer.toHexString(System.identityHashCode(this)));
    }
}

package io.openbell.itests.faulty;

import io.openbell.api.component.Health;
import io.openbell.api.component.SessionComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/** Hangs when it is to stop, deaf to interrupts. */
@Component(
        immediate = true,
        service = SessionComponent.class,
        property = SessionComponent.PROPERTY + "=hangs-in-stop")
@SatisfyingConditionTarget("(osgi.condition.id=openbell.permit.hangs-in-stop)")
public final class HangsInStop implements SessionComponent {

    /** Misbehaves later, if at all. */
    @Activate
    public HangsInStop() {}

    @Deactivate
    void stop() {
        while (Fault.isOrdered("hangs-in-stop")) {
            try {
                Fault.hang();
            } catch (IllegalStateException deaf) {
                Thread.interrupted();
            }
        }
    }

    @Override
    public String id() {
        return "hangs-in-stop";
    }

    @Override
    public Health health() {
        return Health.ok("until it is to stop");
    }
}

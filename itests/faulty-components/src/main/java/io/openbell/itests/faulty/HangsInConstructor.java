package io.openbell.itests.faulty;

import io.openbell.api.component.Health;
import io.openbell.api.component.SessionComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/** Hangs in its constructor. */
@Component(
        immediate = true,
        configurationPid = "openbell.hangs-in-constructor",
        service = {SessionComponent.class, HangsInConstructor.class},
        property = SessionComponent.PROPERTY + "=hangs-in-constructor")
@SatisfyingConditionTarget("(osgi.condition.id=openbell.permit.hangs-in-constructor)")
public final class HangsInConstructor implements SessionComponent {

    /** Misbehaves here, if at all. */
    @Activate
    public HangsInConstructor() {
        if (Fault.isOrdered("hangs-in-constructor")) {
            Fault.hang();
        }
    }

    @Override
    public String id() {
        return "hangs-in-constructor";
    }

    @Override
    public Health health() {
        return Health.ok("instance %s", Integer.toHexString(System.identityHashCode(this)));
    }
}

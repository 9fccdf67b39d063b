package io.openbell.itests.faulty;

import io.openbell.api.component.Health;
import io.openbell.api.component.SessionComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/** Throws in its constructor. */
@Component(
        immediate = true,
        configurationPid = "openbell.throws-in-constructor",
        service = {SessionComponent.class, ThrowsInConstructor.class},
        property = SessionComponent.PROPERTY + "=throws-in-constructor")
@SatisfyingConditionTarget("(osgi.condition.id=openbell.permit.throws-in-constructor)")
public final class ThrowsInConstructor implements SessionComponent {

    /** Misbehaves here, if at all. */
    @Activate
    public ThrowsInConstructor() {
        if (Fault.isOrdered("throws-in-constructor")) {
            throw new IllegalStateException("thrown on purpose");
        }
    }

    @Override
    public String id() {
        return "throws-in-constructor";
    }

    @Override
    public Health health() {
        return Health.ok("instance %s", Integer.toHexString(System.identityHashCode(this)));
    }
}

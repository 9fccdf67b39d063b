package io.openbell.itests.faulty;

import io.openbell.api.component.Health;
import io.openbell.api.component.SessionComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/** A hard dependent: restarts with what it stands on, and is not charged for it. */
@Component(
        immediate = true,
        configurationPid = "openbell.stands-on-misbehaving",
        service = {SessionComponent.class, StandsOnMisbehaving.class},
        property = SessionComponent.PROPERTY + "=stands-on-misbehaving")
@SatisfyingConditionTarget("(osgi.condition.id=openbell.permit.stands-on-misbehaving)")
public final class StandsOnMisbehaving implements SessionComponent {

    /** On that one. */
    @Activate
    public StandsOnMisbehaving(@Reference Misbehaving ground) {
        java.util.Objects.requireNonNull(ground);
    }

    @Override
    public String id() {
        return "stands-on-misbehaving";
    }

    @Override
    public Health health() {
        return Health.ok("instance %s", Integer.toHexString(System.identityHashCode(this)));
    }
}

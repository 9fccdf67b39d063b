package io.openbell.itests.faulty;

import io.openbell.api.component.Health;
import io.openbell.api.component.SessionComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/** Nothing is wrong with it: it must never be restarted. */
@Component(
        immediate = true,
        configurationPid = "openbell.bystander",
        service = {SessionComponent.class, Bystander.class},
        property = SessionComponent.PROPERTY + "=bystander")
@SatisfyingConditionTarget("(osgi.condition.id=openbell.permit.bystander)")
public final class Bystander implements SessionComponent {

    /** Misbehaves here, if at all. */
    @Activate
    public Bystander() {}

    @Override
    public String id() {
        return "bystander";
    }

    @Override
    public Health health() {
        return Health.ok("instance %s", Integer.toHexString(System.identityHashCode(this)));
    }
}

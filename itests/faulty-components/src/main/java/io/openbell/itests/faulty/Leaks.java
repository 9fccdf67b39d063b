package io.openbell.itests.faulty;

import io.openbell.api.component.Health;
import io.openbell.api.component.SessionComponent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/**
 * Leaves behind whatever a component can: a thread, which keeps the class loader, a socket, a service in the framework's name
 * and a configuration. They go once the fault is taken back.
 */
@Component(
        immediate = true,
        service = SessionComponent.class,
        property = SessionComponent.PROPERTY + "=leaks")
@SatisfyingConditionTarget("(osgi.condition.id=openbell.permit.leaks)")
public final class Leaks implements SessionComponent {

    private static final long LOOK_MILLIS = 100;

    /** Misbehaves here, if at all. */
    @Activate
    public Leaks(BundleContext context, @Reference ConfigurationAdmin configurations)
            throws IOException {
        if (Fault.isOrdered("leaks")) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Configuration configuration = configurations.getConfiguration("leaks.on.purpose", "?");
            configuration.update(new Hashtable<>(Map.of("left", "behind")));
            ServiceRegistration<Leaks> service =
                    context.getBundle(0)
                            .getBundleContext()
                            .registerService(Leaks.class, this, new Hashtable<>());
            Thread thread =
                    new Thread(() -> stay(socket, service, configuration), "leaks-on-purpose");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void stay(
            ServerSocket socket, ServiceRegistration<?> service, Configuration configuration) {
        try (socket) {
            while (Fault.isOrdered("leaks")) {
                Thread.sleep(LOOK_MILLIS);
            }
            service.unregister();
            configuration.delete();
        } catch (IOException | InterruptedException ending) {
            throw new IllegalStateException(ending);
        }
    }

    @Override
    public String id() {
        return "leaks";
    }

    @Override
    public Health health() {
        return Health.ok("until it goes");
    }
}

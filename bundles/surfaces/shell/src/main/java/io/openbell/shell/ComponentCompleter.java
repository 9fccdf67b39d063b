package io.openbell.shell;

import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Supervision;
import java.util.Collection;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes ids of components. */
@Service
public final class ComponentCompleter extends NameCompleter {

    @Override
    Collection<String> names(Services services) {
        Supervision supervision = services.find(Supervision.class);
        return supervision == null
                ? List.of()
                : supervision.components().stream().map(ComponentStatus::id).toList();
    }
}

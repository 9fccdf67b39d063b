package io.openbell.shell;

import java.util.Collection;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.osgi.framework.BundleContext;

/** Completes a name that some service knows; nothing while the service is not there. */
public abstract class NameCompleter implements Completer {

    @Reference private BundleContext context;

    /** All names there are now. */
    abstract Collection<String> names(Services services);

    @Override
    public final int complete(Session session, CommandLine line, List<String> candidates) {
        try (BundleServices services = new BundleServices(context)) {
            return new StringsCompleter(names(services)).complete(session, line, candidates);
        }
    }
}

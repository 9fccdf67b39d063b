package io.openbell.launcher.status;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints on the terminal that started the process: above the prompt when Karaf's console runs there. Any thread. */
@Component(service = ConsoleOutput.class)
public final class ConsoleOutput {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleOutput.class);

    /** Not System.out: its encoding follows the locale, and others replace it. */
    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    /** Only the local console registers its session; those over SSH are no services. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Session console;

    /** Prints whole lines. */
    public void print(String text) {
        Session session = console;
        if (session == null || !printAbovePrompt(session, text)) {
            out.print(text);
            out.flush();
        }
    }

    private static boolean printAbovePrompt(Session session, String text) {
        Object reader = session.get(".jline.reader");
        if (reader == null) {
            return false;
        }
        try {
            // By name: Karaf's shell brings its JLine along, and we need this one method of it.
            reader.getClass().getMethod("printAbove", String.class).invoke(reader, text);
            return true;
        } catch (ReflectiveOperationException changed) {
            LOG.debug("no way to print above the prompt", changed);
            return false;
        }
    }
}

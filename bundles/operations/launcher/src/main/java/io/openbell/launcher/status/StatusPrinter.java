package io.openbell.launcher.status;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Supervision;
import io.openbell.api.risk.GateState;
import io.openbell.api.view.StatusBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints the status table: when the session opens, a second after a component changes state, when the gate has stood in
 * another state for a second, and at intervals. Before the session opens, one line for each component that has come
 * somewhere.
 */
@Component(
        immediate = true,
        configurationPid = "openbell.launcher",
        service = {})
@Designate(ocd = LauncherConfiguration.class)
public final class StatusPrinter {

    private static final Logger LOG = LoggerFactory.getLogger(StatusPrinter.class);
    private static final long LOOK_MILLIS = 100;
    private static final long COALESCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Whoever cannot work yet is still connecting, for this long; after it people should know. */
    private static final Duration CONNECTING = Duration.ofSeconds(3);

    /** On the way to another state; not worth a line. */
    private static final Set<ComponentState> PASSING =
            EnumSet.of(
                    ComponentState.WAITING,
                    ComponentState.STARTING,
                    ComponentState.STOPPING,
                    ComponentState.NOT_INSTALLED,
                    ComponentState.NOT_IN_THIS_MODE);

    private final Supervision supervision;
    private final StatusBoard board;
    private final Consumer<String> output;
    private final boolean colour = Boolean.getBoolean("openbell.colour");
    private final boolean watched = !Boolean.getBoolean("openbell.background");
    private final Map<String, ComponentState> shown = new HashMap<>();
    private final Map<String, ComponentState> told = new HashMap<>();
    private final Thread thread = new Thread(this::run, "status");

    private volatile long intervalNanos = Long.MAX_VALUE;
    private volatile boolean closed;
    private boolean opened;
    private long printedAt = System.nanoTime();
    private long changedAt = -1;
    private GateState printedGate = GateState.HALTED;
    private long gateChangedAt = -1;

    /** Begins to print. */
    @Activate
    public StatusPrinter(
            @Reference Supervision supervision,
            @Reference StatusBoard board,
            @Reference ConsoleOutput output,
            LauncherConfiguration configuration) {
        this(supervision, board, output::print);
        configure(configuration);
        thread.setDaemon(true);
        thread.start();
    }

    /** One that looks when it is told to, and prints at no intervals. */
    StatusPrinter(Supervision supervision, StatusBoard board, Consumer<String> output) {
        this.supervision = supervision;
        this.board = board;
        this.output = output;
    }

    @Modified
    void configure(LauncherConfiguration configuration) {
        intervalNanos = TimeUnit.SECONDS.toNanos(configuration.statusIntervalSeconds());
    }

    @Deactivate
    void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                Thread.sleep(LOOK_MILLIS);
                look(System.nanoTime());
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException failed) {
                LOG.warn("the status could not be printed", failed);
            }
        }
    }

    void look(long now) {
        boolean changed = false;
        List<ComponentStatus> lines = supervision.components();
        if (lines.stream().anyMatch(line -> line.state() == ComponentState.STOPPED)) {
            // The session is being closed, and the summary is what remains to be said.
            return;
        }
        for (ComponentStatus line : lines) {
            ComponentState before = shown.put(line.id(), line.state());
            changed |= before != line.state();
            if (!opened) {
                tell(line);
            }
        }
        if (!opened) {
            open(now);
            return;
        }
        if (changed && changedAt < 0) {
            changedAt = now;
        }
        boolean due = watched && now - printedAt >= intervalNanos;
        if (due || hasStood(changedAt, now) || hasStood(gateChange(now), now)) {
            print(now);
        }
    }

    private static boolean hasStood(long since, long now) {
        return since >= 0 && now - since >= COALESCE_NANOS;
    }

    /** Since when the gate is in another state than was printed; -1 if it is not. */
    private long gateChange(long now) {
        if (board.report().gate() == printedGate) {
            gateChangedAt = -1;
        } else if (gateChangedAt < 0) {
            gateChangedAt = now;
        }
        return gateChangedAt;
    }

    private void tell(ComponentStatus line) {
        boolean connects =
                line.state() == ComponentState.UNAVAILABLE
                        && Duration.between(line.since(), Instant.now()).compareTo(CONNECTING) < 0;
        if (!connects
                && !PASSING.contains(line.state())
                && told.put(line.id(), line.state()) != line.state()) {
            StringBuilder text = new StringBuilder();
            StatusTable.append(text, line, colour);
            output.accept(text.toString());
        }
    }

    private void open(long now) {
        if (supervision.sessionOpen()) {
            opened = true;
            long started = Long.getLong("openbell.started.millis", System.currentTimeMillis());
            double seconds = (System.currentTimeMillis() - started) / 1000.0;
            output.accept(String.format(Locale.ROOT, "Session open after %.1f s%n", seconds));
            print(now);
        } else if (now - printedAt >= intervalNanos) {
            print(now);
        }
    }

    private void print(long now) {
        printedAt = now;
        changedAt = -1;
        printedGate = board.report().gate();
        gateChangedAt = -1;
        output.accept(board.render(colour));
    }
}

package io.openbell.engine;

import io.openbell.api.engine.CommandGiven;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.SymbolFrozen;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts commands into the journal as the loop takes them, before anybody acts on them. First of all subscribers. Before the
 * journal is open there is nothing to command; a journal that refuses has halted trading already.
 */
final class CommandRecorder implements LoopSubscriber {

    private static final Logger LOG = LoggerFactory.getLogger(CommandRecorder.class);

    private final OrderJournal journal;

    /** Suspensions are said again and again; by whom they are, the last one that was recorded. */
    private final Map<String, TradingEvent> standing = new HashMap<>();

    CommandRecorder(OrderJournal journal) {
        this.journal = journal;
    }

    @Override
    public void onEvent(long sequence, Instant now, TradingEvent event) {
        if (!CommandForms.isCommand(event) || !journal.isWritable() || isSaidAgain(event)) {
            return;
        }
        try {
            journal.append(new CommandGiven(event, now));
        } catch (IllegalStateException closedMeanwhile) {
            LOG.warn("command=not journaled {}", event, closedMeanwhile);
        }
    }

    private boolean isSaidAgain(TradingEvent event) {
        String whose = "";
        if (event instanceof EntriesSuspended entries) {
            whose = entries.source();
        } else if (event instanceof EntriesResumed entries) {
            whose = entries.source();
        } else if (event instanceof SymbolFrozen frozen) {
            whose = frozen.source() + " " + frozen.symbol();
        }
        return !whose.isEmpty() && event.equals(standing.put(whose, event));
    }

    @Override
    public void onReplay(Instant at, Journaled event) {
        // What was commanded then has had its effect then.
    }
}

package io.openbell.loggingsystem;

import java.util.concurrent.atomic.LongAdder;
import org.ops4j.pax.logging.spi.PaxAppender;
import org.ops4j.pax.logging.spi.PaxLoggingEvent;
import org.osgi.service.component.annotations.Component;

/**
 * Counts the lines that no file took: the disk is full or refuses, or it hangs and the queue before it is full. Needs no permit,
 * so that it counts from the first line on. Called on the threads that log and on those that write; never blocks.
 */
@Component(
        immediate = true,
        property = "org.ops4j.pax.logging.appender.name=OpenbellLost",
        service = {LostLines.class, PaxAppender.class})
public final class LostLines implements PaxAppender {

    private final LongAdder lines = new LongAdder();

    @Override
    public void doAppend(PaxLoggingEvent event) {
        lines.increment();
    }

    /** Since the start. A line that goes to two files, and is lost in both, counts twice. */
    long count() {
        return lines.sum();
    }
}

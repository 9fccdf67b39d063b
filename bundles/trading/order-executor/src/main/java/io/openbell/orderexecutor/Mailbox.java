package io.openbell.orderexecutor;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way from our threads to the loop. Any thread. */
final class Mailbox {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final TradingLoop loop;
    private volatile boolean closed;

    Mailbox(TradingLoop loop) {
        this.loop = loop;
    }

    /** Puts it into the first lane. After {@link #close}, or when the loop has ended, it is lost: a restart asks again. */
    void tell(TradingEvent event) {
        if (closed) {
            return;
        }
        try {
            loop.tell(event);
        } catch (IllegalStateException ended) {
            LOG.warn("loop=ended lost={}", event, ended);
        }
    }

    void close() {
        closed = true;
    }
}

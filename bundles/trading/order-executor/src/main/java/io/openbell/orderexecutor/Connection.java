package io.openbell.orderexecutor;

import io.openbell.api.broker.BrokerListener;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.broker.BrokerStatus;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The stream of order updates. Passes everything on to the loop, and counts the times it went up or down: a comparison
 * with the venue says something only if the stream was up, and the same, from its beginning to its end.
 */
final class Connection implements BrokerListener {

    private final Mailbox mailbox;
    private final Runnable wake;
    private final AtomicLong epoch = new AtomicLong();
    private volatile BrokerStatus status;

    /**
     * A connection in this state.
     *
     * @param wake called whenever the stream went up or down
     */
    Connection(Mailbox mailbox, BrokerStatus status, Runnable wake) {
        this.mailbox = mailbox;
        this.status = status;
        this.wake = wake;
    }

    @Override
    public void onReport(BrokerReport report) {
        mailbox.tell(report);
    }

    @Override
    public void onStatus(BrokerStatus now) {
        status = now;
        epoch.incrementAndGet();
        mailbox.tell(now);
        wake.run();
    }

    BrokerStatus status() {
        return status;
    }

    boolean isUp() {
        return status.connected();
    }

    long epoch() {
        return epoch.get();
    }

    /** The stream is up, and was so ever since that epoch. */
    boolean isUpSince(long began) {
        return isUp() && epoch.get() == began;
    }
}

package io.openbell.alpacaclient.account;

import io.openbell.alpacaclient.stream.StreamState;
import io.openbell.alpacaclient.stream.VenueStream;
import io.openbell.api.broker.BrokerListener;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.engine.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands order updates to the listeners, on the stream's thread. */
public final class BrokerFanout {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerFanout.class);

    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final Function<StreamState, BrokerStatus> describe;

    private static final class Member {
        private final BrokerListener listener;
        private volatile boolean closed;

        Member(BrokerListener listener) {
            this.listener = listener;
        }
    }

    public BrokerFanout(Function<StreamState, BrokerStatus> describe) {
        this.describe = describe;
    }

    /** The listener hears the present status first. */
    public Subscription add(VenueStream stream, BrokerListener listener) {
        Member member = new Member(listener);
        stream.execute(
                () -> {
                    members.add(member);
                    BrokerStatus present = describe.apply(stream.state());
                    tell(member, target -> target.onStatus(present));
                });
        return () -> {
            member.closed = true;
            stream.execute(() -> members.remove(member));
        };
    }

    public void report(BrokerReport report) {
        members.forEach(member -> tell(member, listener -> listener.onReport(report)));
    }

    public void status(StreamState state) {
        BrokerStatus status = describe.apply(state);
        members.forEach(member -> tell(member, listener -> listener.onStatus(status)));
    }

    private static void tell(Member member, Consumer<BrokerListener> call) {
        if (member.closed) {
            return;
        }
        try {
            call.accept(member.listener);
        } catch (RuntimeException thrown) {
            LOG.error("a listener of order updates failed, it has missed one", thrown);
        }
    }
}

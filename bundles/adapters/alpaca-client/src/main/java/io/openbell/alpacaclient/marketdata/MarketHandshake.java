package io.openbell.alpacaclient.marketdata;

import io.openbell.alpacaclient.connection.Target;
import io.openbell.alpacaclient.connection.Trouble;
import io.openbell.alpacaclient.stream.StreamLink;
import io.openbell.alpacaclient.stream.StreamRequest;

/** How a market data or news stream begins, and what its errors mean. Stream's thread only. */
public final class MarketHandshake {

    /** What to do next. */
    enum Step {
        /** Nothing. */
        NONE,
        /** Subscribe. */
        AUTHENTICATED,
        /** The venue has taken the subscription. */
        SUBSCRIBED
    }

    private final boolean msgpack;

    MarketHandshake(boolean msgpack) {
        this.msgpack = msgpack;
    }

    Step control(StreamLink link, String type, String message, int code) {
        if (type.equals("error")) {
            refused(link, code, message);
        } else if (type.equals("subscription")) {
            return Step.SUBSCRIBED;
        } else if (message.equals("connected")) {
            send(link, StreamRequest.auth(link.target().credentials()));
        } else if (message.equals("authenticated")) {
            return Step.AUTHENTICATED;
        }
        return Step.NONE;
    }

    void send(StreamLink link, StreamRequest request) {
        if (msgpack) {
            link.send(request.msgpack());
        } else {
            link.send(request.json());
        }
    }

    private static void refused(StreamLink link, int code, String message) {
        Target target = link.target();
        String reason = "the venue says " + code + " " + message;
        switch (code) {
            case 402 -> link.fail(Trouble.CREDENTIALS, reason + ": " + target.credentialsRemedy());
            case 405 ->
                    link.fail(
                            Trouble.PLAN,
                            reason + ": subscribe to fewer symbols (Alpaca's free plan has 30)");
            case 409, 411 ->
                    link.fail(
                            Trouble.PLAN,
                            reason
                                    + ": set feed=iex and optionsFeed=indicative in"
                                    + " openbell.alpaca-client.cfg, or take a plan that includes"
                                    + " this feed");
            case 406 ->
                    link.fail(
                            Trouble.CONNECTION_LIMIT,
                            reason + ": another connection with this key is open");
            default -> link.fail(Trouble.PASSING, reason);
        }
    }
}

package io.openbell.simulator.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A market data stream by its path. All stock feeds but the test carry the same market, none of them late. */
enum Feed {
    IEX("/v2/iex", Kind.STOCKS),
    SIP("/v2/sip", Kind.STOCKS),
    DELAYED_SIP("/v2/delayed_sip", Kind.STOCKS),
    BOATS("/v2/boats", Kind.STOCKS),
    OVERNIGHT("/v2/overnight", Kind.STOCKS),
    TEST("/v2/test", Kind.TEST),
    CRYPTO("/v1beta3/crypto/us", Kind.CRYPTO),
    INDICATIVE("/v1beta1/indicative", Kind.OPTIONS),
    OPRA("/v1beta1/opra", Kind.OPTIONS),
    NEWS("/v1beta1/news", Kind.NEWS);

    /** What a stream is about. */
    enum Kind {
        STOCKS(
                Channel.TRADES,
                Channel.QUOTES,
                Channel.BARS,
                Channel.UPDATED_BARS,
                Channel.DAILY_BARS,
                Channel.STATUSES,
                Channel.LULDS,
                Channel.CORRECTIONS,
                Channel.CANCEL_ERRORS),
        TEST(STOCKS.channels.toArray(Channel[]::new)),
        CRYPTO(
                Channel.TRADES,
                Channel.QUOTES,
                Channel.BARS,
                Channel.UPDATED_BARS,
                Channel.DAILY_BARS,
                Channel.ORDERBOOKS),
        OPTIONS(Channel.TRADES, Channel.QUOTES),
        NEWS(Channel.NEWS);

        private final List<Channel> channels;

        Kind(Channel... channels) {
            this.channels = List.of(channels);
        }
    }

    private final String path;
    private final Kind kind;

    Feed(String path, Kind kind) {
        this.path = path;
        this.kind = kind;
    }

    static Optional<Feed> of(String path) {
        return Arrays.stream(values()).filter(feed -> feed.path.equals(path)).findFirst();
    }

    String path() {
        return path;
    }

    Kind kind() {
        return kind;
    }

    /** In the order a subscription message lists them. */
    List<Channel> channels() {
        return kind.channels;
    }
}

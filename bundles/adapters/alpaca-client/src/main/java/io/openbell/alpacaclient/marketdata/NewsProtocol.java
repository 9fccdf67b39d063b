package io.openbell.alpacaclient.marketdata;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.alpacaclient.connection.Target;
import io.openbell.alpacaclient.decode.Fields;
import io.openbell.alpacaclient.decode.MarketJson;
import io.openbell.alpacaclient.stream.StreamLink;
import io.openbell.alpacaclient.stream.StreamProtocol;
import io.openbell.alpacaclient.stream.StreamRequest;
import io.openbell.alpacaclient.stream.StreamState;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.market.NewsArticle;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alpaca's stream of news, all of them; who listens chooses. Stream's thread only. */
public final class NewsProtocol implements StreamProtocol {

    private static final Logger LOG = LoggerFactory.getLogger(NewsProtocol.class);

    private final InstantSource clock;
    private final Consumer<NewsArticle> articles;
    private final BiConsumer<StreamState, @Nullable Instant> states;
    private final MarketHandshake handshake = new MarketHandshake(false);
    private boolean live;
    private Instant lastAt = Instant.EPOCH;

    /**
     * A protocol without a connection.
     *
     * @param states is told when the stream comes up, together with the moment from which news may be missing, and down
     */
    public NewsProtocol(
            InstantSource clock,
            Consumer<NewsArticle> articles,
            BiConsumer<StreamState, @Nullable Instant> states) {
        this.clock = clock;
        this.articles = articles;
        this.states = states;
    }

    @Override
    public URI address(Target target) {
        return target.news();
    }

    @Override
    public void opened(StreamLink link) {
        // The venue greets first.
    }

    @Override
    public void received(StreamLink link, byte[] message, int length) throws IOException {
        JsonNode document = Fields.document("news", Arrays.copyOf(message, length));
        List<Fields> items =
                document.isArray()
                        ? Fields.list("news", document)
                        : List.of(Fields.of("news", document));
        for (Fields item : items) {
            if (item.text("T", "").equals("n")) {
                take(item);
            } else {
                control(link, item);
            }
        }
    }

    private void take(Fields item) {
        lastAt = clock.instant();
        try {
            articles.accept(MarketJson.news(item));
        } catch (BrokerException unreadable) {
            LOG.warn("news without sense, passed over: reason=\"{}\"", unreadable.getMessage());
        }
    }

    private void control(StreamLink link, Fields item) throws BrokerException {
        String type = item.text("T", "");
        int code = (int) item.whole("code", 0);
        switch (handshake.control(link, type, item.text("msg", ""), code)) {
            case AUTHENTICATED -> subscribe(link);
            case SUBSCRIBED -> link.nowLive();
            case NONE -> {
                // Said already.
            }
        }
    }

    private void subscribe(StreamLink link) {
        handshake.send(link, StreamRequest.of("subscribe", List.of("news"), List.of("*")));
    }

    @Override
    public boolean probe(StreamLink link) {
        subscribe(link);
        return true;
    }

    @Override
    public void changed(StreamState state) {
        if (state.live()) {
            states.accept(state, lastAt.equals(Instant.EPOCH) ? null : lastAt);
            lastAt = state.at();
        } else {
            if (live) {
                LOG.debug("news may be missing: since={}", lastAt);
            }
            states.accept(state, null);
        }
        live = state.live();
    }
}

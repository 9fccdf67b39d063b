package io.openbell.alpacaclient;

import io.openbell.alpacaclient.connection.Deadline;
import io.openbell.alpacaclient.connection.LoopThread;
import io.openbell.alpacaclient.connection.Target;
import io.openbell.alpacaclient.decode.Fields;
import io.openbell.alpacaclient.decode.MarketJson;
import io.openbell.alpacaclient.marketdata.NewsProtocol;
import io.openbell.alpacaclient.rest.Question;
import io.openbell.alpacaclient.stream.LatestKeys;
import io.openbell.alpacaclient.stream.StreamState;
import io.openbell.alpacaclient.stream.VenueStream;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.engine.Subscription;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.NewsArticle;
import io.openbell.api.market.NewsFeed;
import io.openbell.api.value.Page;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alpaca's news. Its stream opens with the first listener; listeners are called on the thread "alpaca-news". */
@Component(
        immediate = true,
        service = NewsFeed.class,
        property = SessionComponent.PROPERTY + "=" + AlpacaClient.ID)
@SatisfyingConditionTarget(Permit.ALPACA_CLIENT)
public final class AlpacaNews implements NewsFeed, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlpacaNews.class);
    private static final String ROLE = "news";
    private static final int PER_PAGE = 50;
    private static final int MOST_PAGES_OF_A_GAP = 20;
    private static final int REMEMBERED = 2_000;
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final AlpacaClient client;
    private final LoopThread thread = new LoopThread("alpaca-news");
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final LatestKeys seen = new LatestKeys(REMEMBERED);
    private volatile FeedStatus status;
    private @Nullable VenueStream stream;
    private boolean closed;

    private record Member(Set<Symbol> symbols, Consumer<NewsArticle> listener) {

        boolean wants(NewsArticle article) {
            return symbols.isEmpty() || article.symbols().stream().anyMatch(symbols::contains);
        }
    }

    /** Connects with the first listener. */
    @Activate
    public AlpacaNews(@Reference AlpacaClient client) {
        this.client = client;
        this.status = new FeedStatus(false, "none", "nobody listens", client.clock().instant());
    }

    @Override
    public Subscription subscribe(Set<Symbol> symbols, Consumer<NewsArticle> listener) {
        Member member = new Member(Set.copyOf(symbols), listener);
        members.add(member);
        connect();
        return () -> members.remove(member);
    }

    private synchronized void connect() {
        if (stream == null && !closed) {
            stream =
                    client.openStream(
                            ROLE,
                            thread,
                            new NewsProtocol(client.clock(), this::take, this::changed));
        }
    }

    @Override
    public FeedStatus status() {
        return status;
    }

    private void changed(StreamState state, @Nullable Instant missingSince) {
        Target target = client.target();
        String source = target == null ? "none" : target.name();
        status = new FeedStatus(state.live(), source, state.detail(), state.at());
        if (missingSince != null) {
            askForTheGap(missingSince, state.at());
        }
    }

    private void askForTheGap(Instant from, Instant to) {
        String page = "";
        try {
            for (int pages = 0; pages < MOST_PAGES_OF_A_GAP; pages++) {
                thread.heart().beat();
                Page<NewsArticle> news = articles(Set.of(), from.minus(OVERLAP), to, page);
                news.items().forEach(this::take);
                page = news.next();
                if (news.isLast()) {
                    return;
                }
            }
            LOG.warn("news may be missing: from={}, to={}, reason=\"too many\"", from, to);
        } catch (BrokerException failed) {
            LOG.warn(
                    "news may be missing: from={}, to={}, reason=\"{}\"",
                    from,
                    to,
                    failed.getMessage());
        }
    }

    private void take(NewsArticle article) {
        if (!seen.add(article.id() + " " + article.updatedAt())) {
            return;
        }
        for (Member member : members) {
            try {
                if (member.wants(article)) {
                    member.listener().accept(article);
                }
            } catch (RuntimeException thrown) {
                LOG.error("a listener of news failed, it has missed one", thrown);
            }
        }
    }

    @Override
    public Page<NewsArticle> articles(Set<Symbol> symbols, Instant from, Instant to, String resume)
            throws BrokerException {
        Question question =
                new Question("/v1beta1/news")
                        .withSymbols("symbols", symbols)
                        .with("start", from)
                        .with("end", to)
                        .with("sort", "asc")
                        .with("include_content", true)
                        .with("limit", PER_PAGE)
                        .withText("page_token", resume);
        Deadline deadline = Deadline.in(client.settings().requestTimeout());
        Fields answer =
                Fields.of(question.source(), client.rest().askData(question.toString(), deadline));
        List<NewsArticle> articles = new ArrayList<>();
        for (Fields item : answer.list("news")) {
            NewsArticle article = MarketJson.news(item);
            // The venue's end is inclusive, ours is not.
            if (article.updatedAt().isBefore(to)) {
                articles.add(article);
            }
        }
        String next = answer.text("next_page_token", "");
        if (!next.isEmpty() && next.equals(resume)) {
            throw new BrokerException(question.source() + ": a page leads to itself", 0);
        }
        return new Page<>(articles, next);
    }

    /** Ends the stream and its thread. */
    @Override
    @Deactivate
    public synchronized void close() {
        closed = true;
        VenueStream present = stream;
        if (present != null) {
            client.closeStream(ROLE, present);
        }
        thread.close();
    }
}

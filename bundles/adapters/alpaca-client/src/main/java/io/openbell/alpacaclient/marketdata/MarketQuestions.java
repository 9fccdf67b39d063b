package io.openbell.alpacaclient.marketdata;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.alpacaclient.connection.Deadline;
import io.openbell.alpacaclient.decode.Fields;
import io.openbell.alpacaclient.decode.MarketJson;
import io.openbell.alpacaclient.rest.Question;
import io.openbell.alpacaclient.rest.VenueRest;
import io.openbell.alpacaclient.stream.ConnectedVenue;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.market.Bar;
import io.openbell.api.market.HistoryQuery;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.MarketSnapshot;
import io.openbell.api.market.OptionChainQuery;
import io.openbell.api.market.OptionSnapshot;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Page;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Alpaca's market data host, asked. Each method blocks within the time of one request, all pages together. */
public final class MarketQuestions {

    private static final int MOST_PER_PAGE = 10_000;
    private static final int MOST_PAGES = 100;

    private final ConnectedVenue client;

    public MarketQuestions(ConnectedVenue client) {
        this.client = client;
    }

    /** Makes an event of one object; null for one that does not count. */
    private interface Reader<T> {
        @Nullable T read(Symbol symbol, Fields fields) throws BrokerException;
    }

    public Page<Trade> trades(HistoryQuery query, String resume) throws BrokerException {
        return events(
                "trades",
                query,
                history("trades", query),
                resume,
                (symbol, fields) ->
                        MarketJson.stands(fields) ? MarketJson.trade(symbol, fields) : null);
    }

    public Page<Quote> quotes(HistoryQuery query, String resume) throws BrokerException {
        if (kind(query.symbols()) == MarketKind.OPTIONS) {
            throw new IllegalArgumentException("Alpaca has no history of option quotes");
        }
        return events("quotes", query, history("quotes", query), resume, MarketJson::quote);
    }

    public Page<Bar> bars(HistoryQuery query, Duration width, String resume)
            throws BrokerException {
        Question question = history("bars", query).with("timeframe", Question.timeframe(width));
        if (kind(query.symbols()) == MarketKind.STOCKS) {
            question.with("adjustment", "split");
        }
        return events(
                "bars",
                query,
                question,
                resume,
                (symbol, fields) -> MarketJson.bar(symbol, width, fields));
    }

    private Question history(String what, HistoryQuery query) {
        MarketKind kind = kind(query.symbols());
        Question question =
                new Question(root(kind) + "/" + what)
                        .withSymbols("symbols", query.symbols())
                        .with("start", query.from())
                        .with("end", query.to())
                        .with("limit", Math.min(query.limit(), MOST_PER_PAGE))
                        .with("sort", "asc");
        return kind == MarketKind.STOCKS ? question.with("feed", stockFeed()) : question;
    }

    private <T extends MarketEvent> Page<T> events(
            String list, HistoryQuery query, Question question, String resume, Reader<T> reader)
            throws BrokerException {
        Deadline deadline = Deadline.in(client.settings().requestTimeout());
        List<T> events = new ArrayList<>();
        String next = resume;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Fields answer;
            try {
                answer = ask(question, next, deadline);
            } catch (BrokerException late) {
                if (pages > 0 && deadline.left().isZero()) {
                    return new Page<>(events, next);
                }
                throw late;
            }
            collect(question, answer.required(list), query, reader, events);
            String following = answer.text("next_page_token", "");
            if (following.isEmpty() || events.size() >= query.limit()) {
                return new Page<>(events, following);
            }
            if (following.equals(next)) {
                throw new BrokerException(question.source() + ": a page leads to itself", 0);
            }
            next = following;
        }
        return new Page<>(events, next);
    }

    private Fields ask(Question question, String page, Deadline deadline) throws BrokerException {
        String path =
                page.isEmpty()
                        ? question.toString()
                        : question + "&page_token=" + VenueRest.encoded(page);
        return Fields.of(question.source(), client.rest().askData(path, deadline));
    }

    private static <T extends MarketEvent> void collect(
            Question question,
            JsonNode bySymbol,
            HistoryQuery query,
            Reader<T> reader,
            List<T> events)
            throws BrokerException {
        for (Symbol symbol : query.symbols().stream().sorted().toList()) {
            JsonNode listed = bySymbol.path(symbol.ticker());
            if (listed.isMissingNode() || listed.isNull()) {
                continue;
            }
            for (Fields item : Fields.list(question.source() + ": " + symbol, listed)) {
                T event = reader.read(symbol, item);
                if (event == null) {
                    continue;
                }
                // The venue's end is inclusive, ours is not; a bar counts by its start.
                var at = event instanceof Bar bar ? bar.start() : event.at();
                if (at.isBefore(query.to()) && !at.isBefore(query.from())) {
                    events.add(event);
                }
            }
        }
    }

    public Map<Symbol, Quote> latestQuotes(Set<Symbol> symbols) throws BrokerException {
        Deadline deadline = Deadline.in(client.settings().requestTimeout());
        Map<Symbol, Quote> quotes = new HashMap<>();
        for (Map.Entry<MarketKind, List<Symbol>> part : byKind(symbols).entrySet()) {
            MarketKind kind = part.getKey();
            String path = kind == MarketKind.CRYPTO ? "/latest/quotes" : "/quotes/latest";
            Question question =
                    new Question(root(kind) + path).withSymbols("symbols", part.getValue());
            JsonNode bySymbol = ask(withFeed(kind, question), "", deadline).required("quotes");
            for (Symbol symbol : part.getValue()) {
                JsonNode quote = bySymbol.path(symbol.ticker());
                if (!quote.isMissingNode() && !quote.isNull()) {
                    String source = question.source() + ": quotes." + symbol;
                    quotes.put(symbol, MarketJson.quote(symbol, Fields.of(source, quote)));
                }
            }
        }
        return quotes;
    }

    public Map<Symbol, MarketSnapshot> snapshots(Set<Symbol> symbols) throws BrokerException {
        Deadline deadline = Deadline.in(client.settings().requestTimeout());
        Map<Symbol, MarketSnapshot> snapshots = new HashMap<>();
        for (Map.Entry<MarketKind, List<Symbol>> part : byKind(symbols).entrySet()) {
            MarketKind kind = part.getKey();
            Question question =
                    withFeed(
                            kind,
                            new Question(root(kind) + "/snapshots")
                                    .withSymbols("symbols", part.getValue()));
            Fields answer = ask(question, "", deadline);
            Fields bySymbol = kind == MarketKind.STOCKS ? answer : answer.child("snapshots");
            for (Symbol symbol : part.getValue()) {
                if (bySymbol.has(symbol.ticker())) {
                    Fields stated = bySymbol.child(symbol.ticker());
                    snapshots.put(symbol, MarketJson.snapshot(symbol, stated));
                }
            }
        }
        return snapshots;
    }

    public Page<OptionSnapshot> optionChain(OptionChainQuery query, String resume)
            throws BrokerException {
        Question question =
                new Question(
                                root(MarketKind.OPTIONS)
                                        + "/snapshots/"
                                        + VenueRest.encoded(query.underlying().ticker()))
                        .with("feed", client.settings().feeds().options())
                        .with("limit", 1_000)
                        .with("expiration_date_gte", query.expirationFrom())
                        .with("expiration_date_lte", query.expirationTo())
                        .with("strike_price_gte", query.strikeFrom())
                        .with("strike_price_lte", query.strikeTo());
        Fields answer = ask(question, resume, Deadline.in(client.settings().requestTimeout()));
        JsonNode bySymbol = answer.required("snapshots");
        List<OptionSnapshot> chain = new ArrayList<>();
        for (Iterator<String> names = bySymbol.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            String source = question.source() + ": " + name;
            chain.add(MarketJson.option(name, Fields.of(source, bySymbol.path(name))));
        }
        return new Page<>(chain, answer.text("next_page_token", ""));
    }

    private Question withFeed(MarketKind kind, Question question) {
        return switch (kind) {
            case STOCKS -> question.with("feed", stockFeed());
            case OPTIONS -> question.with("feed", client.settings().feeds().options());
            case CRYPTO -> question;
        };
    }

    private String stockFeed() {
        return client.settings().feeds().stocks();
    }

    private static String root(MarketKind kind) {
        return switch (kind) {
            case STOCKS -> "/v2/stocks";
            case CRYPTO -> "/v1beta3/crypto/us";
            case OPTIONS -> "/v1beta1/options";
        };
    }

    private static MarketKind kind(Set<Symbol> symbols) {
        return MarketKind.of(symbols.iterator().next());
    }

    private static Map<MarketKind, List<Symbol>> byKind(Set<Symbol> symbols) {
        return symbols.stream().collect(Collectors.groupingBy(MarketKind::of));
    }
}

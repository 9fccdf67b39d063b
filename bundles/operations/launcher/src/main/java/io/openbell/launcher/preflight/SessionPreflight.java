package io.openbell.launcher.preflight;

import io.openbell.api.broker.Broker;
import io.openbell.api.view.Preflight;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pre-flight of this process, in two halves: what needs no venue is checked before any component starts, the venue as
 * soon as the client that trades can ask it. Until both have passed no session is open.
 */
public final class SessionPreflight implements Preflight {

    private static final Duration LOCAL_LIMIT = Duration.ofSeconds(5);
    private static final Duration REMOTE_LIMIT = Duration.ofSeconds(8);
    private static final Duration VENUE_LIMIT = Duration.ofSeconds(10);

    private final List<Check> local;
    private final List<Check> remote;
    private final Check exchange;
    private final Check marketData;
    private final VenueChecks venue;
    private final Supplier<@Nullable Broker> broker;
    private final Supplier<String> whyNoBroker;
    private final Checks checks;
    private final InstantSource clock;
    private volatile List<Row> localRows = List.of();
    private volatile List<Row> remoteRows = List.of();
    private volatile List<Row> venueRows = List.of();
    private volatile List<Row> exchangeRows = List.of();
    private volatile List<Row> marketDataRows = List.of();
    private volatile boolean passed;

    SessionPreflight(
            List<Check> local,
            List<Check> remote,
            Check exchange,
            Check marketData,
            VenueChecks venue,
            Supplier<@Nullable Broker> broker,
            Supplier<String> whyNoBroker,
            UnaryOperator<String> redact,
            InstantSource clock) {
        this.local = List.copyOf(local);
        this.remote = List.copyOf(remote);
        this.exchange = exchange;
        this.marketData = marketData;
        this.venue = venue;
        this.broker = broker;
        this.whyNoBroker = whyNoBroker;
        this.checks = new Checks(redact);
        this.clock = clock;
    }

    /** The first half, at most five seconds. */
    public Report beforeComponents() throws InterruptedException {
        localRows = checks.run(local, LOCAL_LIMIT);
        return latest();
    }

    /** The second half, once more each time it is called. What passed before is not asked again. */
    public Report withVenue() throws InterruptedException {
        FutureTask<List<Row>> asked = ask();
        if (remoteRows.isEmpty()) {
            remoteRows = checks.run(remote, REMOTE_LIMIT);
        }
        venueRows = rows(asked);
        exchangeRows = checks.run(List.of(exchange), LOCAL_LIMIT);
        if (marketDataRows.isEmpty() && venueAnswers(venueRows)) {
            marketDataRows = checks.run(List.of(marketData), REMOTE_LIMIT);
        }
        Report now = latest();
        passed = now.passed();
        return now;
    }

    /** Both halves have passed, at the start of this session. Any thread. */
    public boolean hasPassed() {
        return passed;
    }

    private static boolean venueAnswers(List<Row> rows) {
        return rows.stream().noneMatch(row -> row.verdict() == Verdict.FAIL);
    }

    @Override
    public Report latest() {
        return report(localRows, venueRows, exchangeRows, marketDataRows, remoteRows);
    }

    @Override
    public Report run() throws InterruptedException {
        FutureTask<List<Row>> asked = ask();
        List<Check> others = new ArrayList<>(local);
        others.add(exchange);
        others.add(marketData);
        others.addAll(remote);
        List<Row> rows = checks.run(others, REMOTE_LIMIT);
        return report(
                rows.subList(0, local.size()),
                rows(asked),
                rows.subList(local.size(), rows.size()));
    }

    @SafeVarargs
    private Report report(List<Row>... parts) {
        return new Report(Stream.of(parts).flatMap(List::stream).toList(), clock.instant());
    }

    private FutureTask<List<Row>> ask() {
        Broker present = broker.get();
        FutureTask<List<Row>> asked =
                new FutureTask<>(() -> venue.rows(present, whyNoBroker.get()));
        Thread thread = new Thread(asked, "preflight-venue");
        thread.setDaemon(true);
        thread.start();
        return asked;
    }

    private List<Row> rows(FutureTask<List<Row>> asked) throws InterruptedException {
        try {
            return asked.get(VENUE_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            asked.cancel(true);
            return venue.rows(null, "no answer within " + VENUE_LIMIT.toSeconds() + " s");
        } catch (ExecutionException failed) {
            return venue.rows(null, "could not be asked: " + failed.getCause());
        }
    }
}

package io.openbell.alpacaclient.rest;

import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.alpacaclient.connection.Dialer;
import io.openbell.alpacaclient.connection.LoopThread;
import io.openbell.alpacaclient.rest.RestRequest.Lane;
import io.openbell.api.component.Heartbeat;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests over a few keep-alive connections per host, each request once and within a total deadline. Everything
 * happens on the thread "alpaca-rest"; any thread may ask.
 */
public final class RestClient implements AutoCloseable {

    private static final long GRACE_MILLIS = 500;

    private final LoopThread thread = new LoopThread("alpaca-rest");
    private final Dialer dialer;
    private final ClientSettings settings;
    private final Map<URI, RestPool> pools = new ConcurrentHashMap<>();
    private volatile RestGauge gauge = RestGauge.UNKNOWN;
    private volatile long lastAnswerNanos = System.nanoTime();

    public RestClient(Dialer dialer, ClientSettings settings) {
        this.dialer = dialer;
        this.settings = settings;
    }

    /** Of the thread "alpaca-rest". */
    public Heartbeat heart() {
        return thread.heart();
    }

    public RestGauge gauge() {
        return gauge;
    }

    public long nanosSinceAnswer() {
        return System.nanoTime() - lastAnswerNanos;
    }

    /** Runs it on the REST thread from time to time, until closed. */
    public void every(long millis, Runnable work) {
        thread.loop().scheduleWithFixedDelay(work, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Sends it; the future ends with an answer of any status, or with a {@link RestFailure}. */
    public CompletableFuture<RestResponse> send(RestRequest request) {
        RestCall call = new RestCall(request);
        if (!thread.execute(() -> begin(call))) {
            call.fail("the client is closed");
        }
        return call.answer();
    }

    /** Sends it and waits. */
    public RestResponse await(RestRequest request) throws RestFailure {
        try {
            return send(request)
                    .get(request.timeout().toMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RestFailure failure) {
                throw failure;
            }
            throw RestFailure.sent(request + ": " + Dialer.reason(failed.getCause()));
        } catch (TimeoutException late) {
            throw RestFailure.sent(request + ": the client itself did not answer in time");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw RestFailure.sent(request + ": interrupted while waiting for the answer");
        }
    }

    /** Forgets the connections and what was known of the venue. */
    public void reset() {
        thread.execute(
                () -> {
                    pools.values().forEach(RestPool::forget);
                    gauge = RestGauge.UNKNOWN;
                });
    }

    private void begin(RestCall call) {
        call.answer().whenComplete((response, failure) -> note(call, response, failure));
        thread.loop()
                .schedule(
                        () -> {
                            if (!call.isDone()) {
                                call.fail(
                                        "no complete answer within "
                                                + call.request().timeout().toMillis()
                                                + " ms");
                            }
                        },
                        call.remainingNanos(),
                        TimeUnit.NANOSECONDS);
        pool(call).submit(call);
    }

    private RestPool pool(RestCall call) {
        return pools.computeIfAbsent(
                call.request().origin(),
                origin -> new RestPool(thread.loop(), dialer, origin, settings));
    }

    /** How long the first call of that lane has waited, of all hosts; zero if none does. Any thread. */
    public long queueAgeMillis(Lane lane) {
        return pools.values().stream()
                .mapToLong(pool -> pool.queue().ageMillis(lane))
                .max()
                .orElse(0);
    }

    private void note(RestCall call, RestResponse response, Throwable failure) {
        if (response != null) {
            pool(call).answered(response);
            gauge =
                    gauge.afterAnswer(
                            call.request().toString(),
                            response.status(),
                            call.millisSinceWritten());
            lastAnswerNanos = System.nanoTime();
        } else if (!(failure instanceof RestFailure rest && rest.isHeldBack())) {
            gauge = gauge.afterFailure(String.valueOf(failure.getMessage()));
        }
    }

    @Override
    public void close() {
        thread.execute(() -> pools.values().forEach(pool -> pool.failAll("the client is closed")));
        thread.close();
    }
}

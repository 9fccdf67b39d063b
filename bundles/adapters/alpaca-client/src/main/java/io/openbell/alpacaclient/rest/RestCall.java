package io.openbell.alpacaclient.rest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A request on its way. Changed on the REST thread only; the answer is read anywhere. */
public final class RestCall {

    private final RestRequest request;
    private final long begunNanos = System.nanoTime();
    private final long deadlineNanos;
    private final CompletableFuture<RestResponse> answer = new CompletableFuture<>();
    private @Nullable RestConnection connection;
    private volatile long writtenNanos;
    private volatile boolean written;

    RestCall(RestRequest request) {
        this.request = request;
        this.deadlineNanos = begunNanos + request.timeout().toNanos();
    }

    RestRequest request() {
        return request;
    }

    CompletableFuture<RestResponse> answer() {
        return answer;
    }

    boolean isDone() {
        return answer.isDone();
    }

    long remainingNanos() {
        return deadlineNanos - System.nanoTime();
    }

    long ageNanos() {
        return System.nanoTime() - begunNanos;
    }

    /** From here on the venue may have it. */
    void written(RestConnection by) {
        connection = by;
        writtenNanos = System.nanoTime();
        written = true;
    }

    long millisSinceWritten() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - writtenNanos);
    }

    void complete(RestResponse response) {
        connection = null;
        answer.complete(response);
    }

    /** Ends it without an answer; whether the venue may have it is known here. */
    void fail(String reason) {
        RestConnection busy = connection;
        connection = null;
        String message = request + ": " + reason;
        answer.completeExceptionally(
                written ? RestFailure.sent(message) : RestFailure.notSent(message));
        if (busy != null) {
            // A late answer must not be taken for that of the next request.
            busy.close();
        }
    }

    void holdBack(String reason) {
        answer.completeExceptionally(RestFailure.heldBack(request + ": " + reason));
    }
}

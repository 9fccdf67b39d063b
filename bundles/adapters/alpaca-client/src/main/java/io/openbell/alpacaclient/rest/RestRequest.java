package io.openbell.alpacaclient.rest;

import io.netty.handler.codec.http.HttpMethod;
import io.openbell.api.session.Credentials;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param path    begins with a slash, query included, already encoded
 * @param body    JSON; null for none
 * @param timeout from now to the last byte of the answer
 * @param wanted  asked on the REST thread right before it is written; false: it is not sent
 */
public record RestRequest(
        HttpMethod method,
        URI origin,
        String path,
        @Nullable String body,
        Credentials credentials,
        Lane lane,
        Duration timeout,
        BooleanSupplier wanted) {

    /** A request that stays wanted. */
    public RestRequest(
            HttpMethod method,
            URI origin,
            String path,
            @Nullable String body,
            Credentials credentials,
            Lane lane,
            Duration timeout) {
        this(method, origin, path, body, credentials, lane, timeout, () -> true);
    }

    /** The same, not sent once this says false. */
    RestRequest onlyWhile(BooleanSupplier condition) {
        return new RestRequest(method, origin, path, body, credentials, lane, timeout, condition);
    }

    /** What is served first, and what the rate limit holds back. */
    public enum Lane {
        /** Never held back. */
        CANCEL,
        /** Leaves a part of the limit to cancels; does not wait for long. */
        ORDER,
        /** Questions about orders, positions and the account; leave a part to orders. */
        ACCOUNT,
        /** Questions about the market; leave a part to all the others. */
        DATA;

        boolean isQuestion() {
            return this == ACCOUNT || this == DATA;
        }
    }

    /** For people; without the query, which may be long. */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }
}

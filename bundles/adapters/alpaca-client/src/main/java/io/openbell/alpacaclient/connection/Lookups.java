package io.openbell.alpacaclient.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Addresses of hosts. A lookup may hang for as long as the system likes, each on a thread of its own, so that none waits for
 * another; where a host was found before, that address serves when the answer is late or none: a cancel must not wait for
 * a name server. Whoever answers there still has to show the host's certificate.
 */
public final class Lookups implements AutoCloseable {

    /** Asks the system. */
    interface Lookup {
        /** May take long. */
        InetAddress find(String host) throws IOException;
    }

    private static final int MOST_AT_ONCE = 16;
    private static final long PATIENCE_MILLIS = 500;

    private final Lookup lookup;
    private final Map<String, InetAddress> known = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    0,
                    MOST_AT_ONCE,
                    10,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    work -> {
                        Thread thread = new Thread(work, "alpaca-lookup");
                        thread.setDaemon(true);
                        return thread;
                    });

    Lookups(Lookup lookup) {
        this.lookup = lookup;
    }

    /** Completes with the address, or with the reason why there is none; without an earlier address, maybe never. */
    CompletableFuture<InetAddress> find(String host) {
        CompletableFuture<InetAddress> found = new CompletableFuture<>();
        InetAddress earlier = known.get(host);
        try {
            threads.execute(() -> ask(host, found));
        } catch (RejectedExecutionException allHang) {
            if (earlier == null) {
                found.completeExceptionally(
                        new IOException("no thread left to look up " + host, allHang));
            } else {
                found.complete(earlier);
            }
        }
        return earlier == null
                ? found
                : found.completeOnTimeout(earlier, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void ask(String host, CompletableFuture<InetAddress> found) {
        try {
            InetAddress address = lookup.find(host);
            known.put(host, address);
            found.complete(address);
        } catch (IOException | RuntimeException reason) {
            InetAddress earlier = known.get(host);
            if (earlier == null) {
                found.completeExceptionally(reason);
            } else {
                found.complete(earlier);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

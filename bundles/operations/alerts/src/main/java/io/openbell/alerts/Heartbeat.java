package io.openbell.alerts;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Asks an address of a watcher outside, for as long as the session is open and the loop goes on: when it falls silent, the
 * watcher calls somebody, whatever has become of this machine.
 */
final class Heartbeat {

    private final URI address;
    private final Http http;
    private final Duration timeout;
    private final BooleanSupplier alive;
    private volatile long sent;
    private volatile long withheld;
    private volatile String lastFailure = "";

    Heartbeat(URI address, Http http, Duration timeout, BooleanSupplier alive) {
        this.address = address;
        this.http = http;
        this.timeout = timeout;
        this.alive = alive;
    }

    /** One beat, unless there is nothing to boast of. One thread. */
    void beat() throws InterruptedException {
        if (!alive.getAsBoolean()) {
            withheld++;
            return;
        }
        try {
            http.get(address, timeout);
            sent++;
            lastFailure = "";
        } catch (IOException failed) {
            lastFailure = String.valueOf(failed.getMessage());
        }
    }

    long sent() {
        return sent;
    }

    long withheld() {
        return withheld;
    }

    String lastFailure() {
        return lastFailure;
    }
}

package io.openbell.alerts;

import java.io.IOException;

/** A way to people. Used by one thread, which may be held up. */
interface Channel {

    /** For logs and health. */
    String name();

    /** Sends it, or says why not. The message of the exception may be logged once secrets are redacted. */
    void send(Alert alert) throws IOException, InterruptedException;
}

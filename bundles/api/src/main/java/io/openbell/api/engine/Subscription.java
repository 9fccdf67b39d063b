package io.openbell.api.engine;

/** What a subscriber closes when it has enough. Closing twice is harmless; nothing is delivered after it returns. */
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}

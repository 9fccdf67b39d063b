package io.openbell.alpacaclient.stream;

import io.openbell.alpacaclient.connection.Trouble;
import java.time.Instant;

/**
 * Where a stream stands.
 *
 * @param live   authorised and subscribed
 * @param detail why it is not, or what is missing although it is, for people; else empty
 * @param at     since when, UTC
 */
public record StreamState(boolean live, String detail, Trouble trouble, Instant at) {}

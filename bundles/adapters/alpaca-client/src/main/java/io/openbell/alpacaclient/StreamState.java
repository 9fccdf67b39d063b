package io.openbell.alpacaclient;

import java.time.Instant;

/**
 * Where a stream stands.
 *
 * @param live   authorised and subscribed
 * @param detail why it is not, for people; empty when it is
 * @param at     since when, UTC
 */
record StreamState(boolean live, String detail, Trouble trouble, Instant at) {}

package io.openbell.api.engine;

import java.time.Instant;

/**
 * A command that was on the queue, kept with the events it led to, whatever came of it: without it a session could not be
 * replayed to the same decisions. Written by the engine for commands and suspensions that have no journaled form of their
 * own; wishes for orders and executions, halts and resumptions have one.
 *
 * @param command what was on the queue
 * @param at      when the loop took it, UTC
 */
public record CommandGiven(TradingEvent command, Instant at) implements Journaled {}

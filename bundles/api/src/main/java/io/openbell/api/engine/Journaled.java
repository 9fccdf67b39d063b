package io.openbell.api.engine;

/** An event that is written to the order journal, and reaches subscribers only once it is on the disk. */
public interface Journaled extends TradingEvent {}

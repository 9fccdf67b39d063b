package io.openbell.simulator.market;

/** For what prices from before it are told in the terms of today. */
public record Adjustment(boolean splits, boolean dividends) {

    /** As they were. */
    public static final Adjustment RAW = new Adjustment(false, false);
}

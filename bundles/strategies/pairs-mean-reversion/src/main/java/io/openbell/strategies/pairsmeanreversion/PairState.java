package io.openbell.strategies.pairsmeanreversion;

import io.openbell.strategies.pairsmeanreversion.PairsMeanReversion.Pair;

/** What is remembered of one pair: recent ratios, and the bet that is on. */
final class PairState {

    private final Pair pair;
    private final RollingRatios ratios;
    private int side;
    private long heldSeconds;
    private boolean resting;

    PairState(Pair pair, int window) {
        this.pair = pair;
        this.ratios = new RollingRatios(window);
    }

    Pair pair() {
        return pair;
    }

    RollingRatios ratios() {
        return ratios;
    }

    /** 1: the first is bought, -1: the first is sold, 0: no bet. */
    int side() {
        return side;
    }

    long heldSeconds() {
        return heldSeconds;
    }

    void enter(int newSide) {
        side = newSide;
        heldSeconds = 0;
    }

    void hold() {
        heldSeconds++;
    }

    /** @param rest no new bet before the ratio has been back */
    void leave(boolean rest) {
        side = 0;
        resting = rest;
    }

    /** The ratio is back. */
    void calmDown() {
        resting = false;
    }

    boolean isResting() {
        return resting;
    }

    String asText() {
        return side + " " + heldSeconds + " " + resting + ratios.asText();
    }

    void restore(String text) {
        String[] parts = text.split(" ");
        side = Integer.parseInt(parts[0]);
        heldSeconds = Long.parseLong(parts[1]);
        resting = Boolean.parseBoolean(parts[2]);
        for (int i = 3; i < parts.length; i++) {
            ratios.add(Double.parseDouble(parts[i]));
        }
    }
}

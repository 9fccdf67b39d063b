package io.openbell.strategies.pairsmeanreversion;

import io.openbell.strategies.pairsmeanreversion.PairsMeanReversion.Pair;

/** What is remembered of one pair: recent ratios, and the bet that is on. */
final class PairState {

    private final Pair pair;
    private final RollingRatios ratios;
    private int side;
    private long heldSeconds;

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

    void leave() {
        side = 0;
    }

    String asText() {
        return side + " " + heldSeconds + ratios.asText();
    }

    void restore(String text) {
        String[] parts = text.split(" ");
        side = Integer.parseInt(parts[0]);
        heldSeconds = Long.parseLong(parts[1]);
        for (int i = 2; i < parts.length; i++) {
            ratios.add(Double.parseDouble(parts[i]));
        }
    }
}

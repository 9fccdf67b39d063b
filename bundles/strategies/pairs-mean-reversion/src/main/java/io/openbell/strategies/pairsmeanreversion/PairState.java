package io.openbell.strategies.pairsmeanreversion;

/** What is remembered of one pair: recent ratios, and the bet that is on. */
final class PairState {

    private final Pair pair;
    private final RollingRatios ratios;
    private int side;
    private long heldSeconds;
    private boolean resting;
    private boolean traded;

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
        traded = false;
    }

    void hold() {
        heldSeconds++;
    }

    /** @param rest no new bet before the ratio has been back */
    void leave(boolean rest) {
        side = 0;
        resting = rest;
    }

    /** Shares of one of the two changed hands. */
    void traded() {
        traded = true;
    }

    /** Something was bought or sold since the bet was made. */
    boolean wasTraded() {
        return traded;
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
            ratios.restore(parts[i]);
        }
    }
}

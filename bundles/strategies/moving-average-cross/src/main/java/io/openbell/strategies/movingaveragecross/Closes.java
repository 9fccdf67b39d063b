package io.openbell.strategies.movingaveragecross;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.StringJoiner;

/** The last closes of one symbol, and on which side of the slow average the fast one was last. */
final class Closes {

    private static final String UNKNOWN = "?";

    private final int capacity;
    private final Deque<Double> values = new ArrayDeque<>();
    private int side;
    private boolean sideKnown;

    Closes(int capacity) {
        this.capacity = capacity;
    }

    /** What {@link #asText} wrote; the oldest closes are left out if there are more than fit now. */
    static Closes of(int capacity, String text) {
        Closes closes = new Closes(capacity);
        String[] parts = text.split(" ");
        closes.sideKnown = !parts[0].equals(UNKNOWN);
        closes.side = closes.sideKnown ? Integer.parseInt(parts[0]) : 0;
        for (int i = 1; i < parts.length; i++) {
            closes.add(Double.parseDouble(parts[i]));
        }
        return closes;
    }

    /** Takes it as the side seen last, if none was. */
    void startOn(int seen) {
        if (!sideKnown) {
            side = seen;
            sideKnown = true;
        }
    }

    void add(double close) {
        values.addLast(close);
        if (values.size() > capacity) {
            values.removeFirst();
        }
    }

    boolean isFull() {
        return values.size() == capacity;
    }

    double average(int newest) {
        double sum = 0;
        Iterator<Double> backwards = values.descendingIterator();
        for (int i = 0; i < newest; i++) {
            sum += backwards.next();
        }
        return sum / newest;
    }

    /**
     * Remembers where the fast average is: 1 above, -1 below, 0 too close to the slow one to say. True if it has come over
     * to the other side, or out of the middle; the first time nothing has crossed.
     */
    boolean crossed(int present) {
        boolean crossed = sideKnown && present != 0 && present != side;
        if (present != 0 || !sideKnown) {
            side = present;
        }
        sideKnown = true;
        return crossed;
    }

    String asText() {
        StringJoiner text = new StringJoiner(" ").add(sideKnown ? String.valueOf(side) : UNKNOWN);
        values.forEach(value -> text.add(value.toString()));
        return text.toString();
    }
}

package io.openbell.strategies.movingaveragecross;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.StringJoiner;

/** The last closes of one symbol, and on which side of the slow average the fast one was last. */
final class Closes {

    private final int capacity;
    private final Deque<Double> values = new ArrayDeque<>();
    private int side;

    Closes(int capacity) {
        this.capacity = capacity;
    }

    /** What {@link #asText} wrote; the oldest closes are left out if there are more than fit now. */
    static Closes of(int capacity, String text) {
        Closes closes = new Closes(capacity);
        String[] parts = text.split(" ");
        closes.side = Integer.parseInt(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            closes.add(Double.parseDouble(parts[i]));
        }
        return closes;
    }

    /** Takes it as the side seen last, if none was. */
    void startOn(int seen) {
        if (side == 0) {
            side = seen;
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

    /** Remembers the side; true if it was on the other side before (the first time nothing has crossed). */
    boolean crossed(boolean above) {
        int before = side;
        side = above ? 1 : -1;
        return before == -side;
    }

    String asText() {
        StringJoiner text = new StringJoiner(" ").add(String.valueOf(side));
        values.forEach(value -> text.add(value.toString()));
        return text.toString();
    }
}

package io.openbell.itests.faulty;

/** Two threads that wait for each other: the caller of {@link #enter} is one of them. */
final class Deadlock {

    private final Object first = new Object();
    private final Object second = new Object();

    /** Never returns. */
    void enter(String name) {
        synchronized (first) {
            Thread other = new Thread(this::takeBoth, name);
            other.setDaemon(true);
            other.start();
            while (other.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            synchronized (second) {
                throw new IllegalStateException("the deadlock came undone");
            }
        }
    }

    private void takeBoth() {
        synchronized (second) {
            synchronized (first) {
                throw new IllegalStateException("the deadlock came undone");
            }
        }
    }
}

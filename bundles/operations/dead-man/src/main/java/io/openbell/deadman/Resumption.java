package io.openbell.deadman;

import org.jspecify.annotations.Nullable;

/**
 * Whether an operator ended the halt while the switch still acted: the system lives, it was halted, and no halt is written
 * down any more. What is open then is what he wants. One thread.
 */
final class Resumption {

    /** What the switch looks at. */
    interface Signs {
        /** What the system said last; null if it cannot be read. */
        @Nullable Heartbeat heartbeat() throws InterruptedException;

        /** No halt of that account is written down, of no account if it is empty; false where that cannot be told. */
        boolean isUnmarked(String account) throws InterruptedException;
    }

    private final @Nullable Heartbeat before;
    private final Signs signs;
    private boolean halted;
    private boolean alive;
    private String account = "";

    /** Nothing was seen since that heartbeat. */
    Resumption(@Nullable Heartbeat before, Signs signs) {
        this.before = before;
        this.signs = signs;
    }

    /** The mark is on the disk: whoever lives is halted by it. */
    void marked() {
        halted = true;
    }

    /** Looks now. */
    boolean isThere() throws InterruptedException {
        Heartbeat now = signs.heartbeat();
        if (now != null && now.isReadable() && (before == null || now.isProgressOver(before))) {
            alive = true;
            halted |= now.isHalted();
            account = now.account();
        }
        return alive && halted && signs.isUnmarked(account);
    }
}

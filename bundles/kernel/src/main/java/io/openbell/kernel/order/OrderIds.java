package io.openbell.kernel.order;

import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.session.TradingMode;
import java.util.zip.CRC32;

/**
 * Names orders {@code <mode letter><instance>-<run>-<sequence>-<check>}, for example {@code p1x0k3zq-1q8w2k4h0b-17-9b1c2d}.
 *
 * <p>Everything in a name comes from the journal, so that the same journal gives the same names and no name comes twice:
 * the instance from the account and the moment it was adopted (a new journal of the same account does not repeat the
 * names of an old one), the run from the second in which the session began and its number, the sequence from the orders so far. A journal
 * that was restored from a backup has forgotten sessions and orders; its next session began later than those, and repeats no
 * name of theirs. At most 48 characters. One thread.
 */
public final class OrderIds {

    /** Two sessions that begin in the same second are told apart by their number. */
    private static final long RUNS = 100_000;

    private final String mode;
    private String instance = "";
    private long runs;
    private String run = "";
    private long sequence;

    /** Names for orders of this mode. */
    public OrderIds(TradingMode mode) {
        this.mode = mode.token().substring(0, 1);
    }

    /** Takes in one journaled event, of the past or the present, whatever it is. */
    public void observe(Journaled event) {
        if (event instanceof AccountAdopted adopted) {
            instance = check(adopted.account() + "@" + adopted.at().toEpochMilli());
        } else if (event instanceof SessionMark mark && mark.started()) {
            runs++;
            run = Long.toString(mark.at().getEpochSecond() * RUNS + runs % RUNS, 36);
        } else if (event instanceof OrderInitialized initialized) {
            sequence = Math.max(sequence, sequenceOf(initialized.orderId()));
        }
    }

    /** The journal told enough: an account was adopted and a session began. */
    public boolean isReady() {
        return !instance.isEmpty() && !run.isEmpty();
    }

    /**
     * A new name.
     *
     * @throws IllegalStateException unless {@link #isReady}
     */
    public OrderId next() {
        if (!isReady()) {
            throw new IllegalStateException("no account adopted or no session begun");
        }
        String name = mode + instance + "-" + run + "-" + ++sequence;
        return new OrderId(name + "-" + check(name));
    }

    /** It has the form of a name given here, and its check is right: this program named it, in this journal or another. */
    public static boolean isOurs(OrderId id) {
        int last = id.value().lastIndexOf('-');
        return last > 0
                && id.value().length() <= 48
                && id.value().substring(last + 1).equals(check(id.value().substring(0, last)));
    }

    private static long sequenceOf(OrderId id) {
        String[] parts = id.value().split("-", -1);
        return isOurs(id) && parts.length == 4 ? Long.parseLong(parts[2]) : 0;
    }

    private static String check(String text) {
        CRC32 crc = new CRC32();
        text.chars().forEach(crc::update);
        return Long.toString(crc.getValue(), 36);
    }
}

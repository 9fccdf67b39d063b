package io.openbell.deadman;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the keys work, and are those of the account and the mode in which the system trades: better known now than on the
 * bad day. The system may come back with others. One thread.
 */
final class KeyCheck {

    /** The venue is asked again whose keys these are, until it has answered once. */
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Asks the venue. */
    interface Question {
        String account() throws Venue.Unanswered, InterruptedException;
    }

    private final VenueAddress venue;
    private final Question question;
    private final Path journals;
    private final Consumer<String> log;
    private String account = "";
    private long askedNanos;

    KeyCheck(
            VenueAddress venue,
            Question question,
            Path journals,
            long nowNanos,
            Consumer<String> log) {
        this.venue = venue;
        this.question = question;
        this.journals = journals;
        this.log = log;
        this.askedNanos = nowNanos - PAUSE_NANOS;
    }

    /**
     * Blocks for the venue's answer, once a minute until there was one, and only where it may.
     *
     * @throws Refused these keys guard nothing of that system
     */
    void look(@Nullable Heartbeat beat, long nowNanos, boolean mayAsk)
            throws Refused, InterruptedException {
        if (beat != null
                && beat.mode().matches("paper|live")
                && !beat.mode().equals(venue.mode())) {
            throw refused("the system trades in mode " + beat.mode() + ", --venue is another one");
        }
        if (mayAsk && account.isEmpty() && nowNanos - askedNanos >= PAUSE_NANOS) {
            askedNanos = nowNanos;
            ask();
        }
        if (beat != null
                && !beat.account().isEmpty()
                && !account.isEmpty()
                && !beat.account().equals(account)) {
            throw refused(
                    "the keys are those of account "
                            + account
                            + ", the system trades account "
                            + beat.account());
        }
    }

    private void ask() throws Refused, InterruptedException {
        try {
            String answered = question.account();
            requireTraded(answered);
            account = answered;
            log.accept("venue=" + venue.root() + " account=" + account);
        } catch (Venue.Unanswered failed) {
            if (failed.isUnauthorized()) {
                throw refused("the venue refuses the keys: " + failed.getMessage());
            }
            log.accept("venue=not answering, asked again in a minute: " + failed.getMessage());
        }
    }

    private void requireTraded(String answered) throws Refused {
        boolean others = false;
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(journals, venue.mode() + "-*")) {
            for (Path folder : folders) {
                if (folder.getFileName().toString().equals(venue.mode() + "-" + answered)) {
                    return;
                }
                others = true;
            }
        } catch (IOException none) {
            return;
        }
        if (others) {
            throw refused(
                    "the keys are those of account "
                            + answered
                            + ", which has no journal in "
                            + journals);
        }
    }

    private static Refused refused(String why) {
        return new Refused(Refused.CREDENTIALS, why);
    }
}

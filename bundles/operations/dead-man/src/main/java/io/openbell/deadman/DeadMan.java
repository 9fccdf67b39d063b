package io.openbell.deadman;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the heartbeat of a trading system, and takes its orders out of the market when that stands still without having
 * been shut down. Runs until it is ended; {@code run/dead-man} says how it stands.
 */
public final class DeadMan {

    /** The venue is asked again whose keys these are, until it has answered once. */
    private static final long CHECK_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Options options;
    private final Venue venue;
    private final Path run;
    private Watch.@Nullable State told;
    private boolean checked;
    private long checkedNanos;

    private DeadMan(Options options, Venue venue) {
        this.options = options;
        this.venue = venue;
        this.run = options.home().resolve("run");
    }

    /** Words: {@code --home DIR --keys fd:N|FILE} and those of {@link Options}. */
    public static void main(String[] words) throws InterruptedException {
        try {
            Options options = Options.parse(words);
            Venue venue = new Venue(options.venue(), Keys.read(options.keys()));
            DeadMan deadMan = new DeadMan(options, venue);
            try (FileChannel held = deadMan.lock()) {
                deadMan.watch();
            }
        } catch (Refused refused) {
            System.err.println("openbell dead-man: " + refused.getMessage());
            System.exit(refused.exitCode());
        } catch (IOException disk) {
            System.err.println("openbell dead-man: the home cannot be used: " + disk);
            System.exit(Refused.DISK);
        }
    }

    private FileChannel lock() throws IOException, Refused {
        Files.createDirectories(run);
        FileChannel channel =
                FileChannel.open(
                        run.resolve("dead-man.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new Refused(
                    Refused.ALREADY_RUNNING, "another one watches " + options.home() + " already");
        }
        return channel;
    }

    private void watch() throws InterruptedException, Refused {
        Watch watch =
                new Watch(options.silence(), options.closing(), options.look(), System.nanoTime());
        checkedNanos = System.nanoTime() - CHECK_NANOS;
        while (true) {
            Heartbeat beat = read();
            Watch.State state = watch.look(beat, System.nanoTime());
            tell(state, beat == null ? "no heartbeat" : "gate=" + beat.gate());
            if (state == Watch.State.ACTING) {
                act(beat);
                watch.acted();
            } else {
                check(beat);
            }
            TimeUnit.NANOSECONDS.sleep(options.look().toNanos());
        }
    }

    /** What is read too late is as good as not there. */
    private @Nullable Heartbeat read() throws InterruptedException {
        AtomicReference<@Nullable Heartbeat> found = new AtomicReference<>();
        Aside.within(
                options.look(),
                () -> found.set(Heartbeat.read(run.resolve("heartbeat")).orElse(null)));
        return found.get();
    }

    private void act(@Nullable Heartbeat last) throws InterruptedException {
        String reason =
                "no heartbeat of the system for "
                        + options.silence().toSeconds()
                        + " s: every order was canceled by the dead-man's switch";
        Emergency emergency =
                new Emergency(venue, InstantSource.system(), DeadMan::log, Duration.ofSeconds(1));
        int rounds = emergency.act(reason, new Marks(options.home(), mode(last)));
        tell(
                Watch.State.ACTED,
                "the venue lists no open order and takes none, rounds="
                        + rounds
                        + "; trading:resume ends it");
    }

    private String mode(@Nullable Heartbeat last) {
        return last != null && last.mode().matches("paper|live")
                ? last.mode()
                : options.venue().mode();
    }

    /** Whether the keys work, and are those of the account that trades here: better known now than on the bad day. */
    private void check(@Nullable Heartbeat beat) throws Refused, InterruptedException {
        long now = System.nanoTime();
        if (checked || now - checkedNanos < CHECK_NANOS) {
            return;
        }
        checkedNanos = now;
        if (beat != null && !mode(beat).equals(options.venue().mode())) {
            throw new Refused(
                    Refused.CREDENTIALS,
                    "the system trades in mode " + mode(beat) + ", --venue is another one");
        }
        try {
            String account = venue.account();
            requireTraded(account, options.venue().mode());
            checked = true;
            log("venue=" + options.venue().root() + " account=" + account);
        } catch (Venue.Unanswered failed) {
            if (failed.isUnauthorized()) {
                throw new Refused(
                        Refused.CREDENTIALS, "the venue refuses the keys: " + failed.getMessage());
            }
            log("venue=not answering, asked again in a minute: " + failed.getMessage());
        }
    }

    private void requireTraded(String account, String mode) throws Refused {
        Path journals = options.home().resolve("journal");
        boolean others = false;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(journals, mode + "-*")) {
            for (Path folder : folders) {
                if (folder.getFileName().toString().equals(mode + "-" + account)) {
                    return;
                }
                others = true;
            }
        } catch (IOException none) {
            return;
        }
        if (others) {
            throw new Refused(
                    Refused.CREDENTIALS,
                    "the keys are those of account "
                            + account
                            + ", which has no journal in "
                            + journals);
        }
    }

    private void tell(Watch.State state, String detail) throws InterruptedException {
        if (state == told) {
            return;
        }
        told = state;
        log("state=" + state + " " + detail);
        Aside.within(options.look(), () -> write(state, detail));
    }

    private void write(Watch.State state, String detail) {
        try {
            Path fresh = run.resolve("dead-man.new");
            Files.writeString(fresh, state + " " + Instant.now() + " " + detail + "\n");
            Files.move(
                    fresh,
                    run.resolve("dead-man"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            log("run/dead-man not written: " + unwritable);
        }
    }

    private static void log(String line) {
        System.out.println(Instant.now() + " dead-man " + line);
    }
}

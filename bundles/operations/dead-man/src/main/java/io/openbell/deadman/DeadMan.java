package io.openbell.deadman;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the heartbeat of a trading system, and takes its orders out of the market when that stands still without having
 * been shut down. Runs until it is ended; {@code run/dead-man} says how it stands.
 */
public final class DeadMan {

    private final Options options;
    private final Venue venue;
    private final Path run;
    private final Aside reading = new Aside();
    private final Aside telling = new Aside();
    private final KeyCheck keyCheck;
    private Watch.@Nullable State told;

    private DeadMan(Options options, Venue venue) {
        this.options = options;
        this.venue = venue;
        this.run = options.home().resolve("run");
        this.keyCheck =
                new KeyCheck(
                        options.venue(),
                        venue::account,
                        options.home().resolve("journal"),
                        System.nanoTime(),
                        DeadMan::log);
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
        while (true) {
            Heartbeat beat = read();
            Watch.State state = watch.look(beat, System.nanoTime());
            tell(state, beat == null ? "no heartbeat" : "gate=" + beat.gate());
            keyCheck.look(beat, System.nanoTime(), state != Watch.State.ACTING);
            if (state == Watch.State.ACTING) {
                act(watch.last());
                watch.acted();
            }
            TimeUnit.NANOSECONDS.sleep(options.look().toNanos());
        }
    }

    /** What is read too late is as good as not there. */
    private @Nullable Heartbeat read() throws InterruptedException {
        AtomicReference<@Nullable Heartbeat> found = new AtomicReference<>();
        reading.within(
                options.look(),
                () -> found.set(Heartbeat.read(run.resolve("heartbeat")).orElse(null)));
        return found.get();
    }

    private void act(@Nullable Heartbeat last) throws InterruptedException {
        String reason =
                "no heartbeat of the system for "
                        + options.silence().toSeconds()
                        + " s: every order was canceled by the dead-man's switch";
        Marks marks = new Marks(options.home(), options.venue().mode());
        Emergency emergency =
                new Emergency(
                        venue,
                        marks,
                        new Resumption(last, signs(marks)),
                        InstantSource.system(),
                        DeadMan::log,
                        Duration.ofSeconds(1));
        OptionalInt rounds = emergency.act(reason);
        if (rounds.isEmpty()) {
            log("ended=resumed an operator has ended the halt meanwhile");
            return;
        }
        tell(
                Watch.State.ACTED,
                "the venue lists no open order and takes none, rounds="
                        + rounds.getAsInt()
                        + "; trading:resume ends it");
    }

    private Resumption.Signs signs(Marks marks) {
        return new Resumption.Signs() {
            @Override
            public @Nullable Heartbeat heartbeat() throws InterruptedException {
                return read();
            }

            @Override
            public boolean isUnmarked(String account) throws InterruptedException {
                return marks.isUnmarked(account);
            }
        };
    }

    private void tell(Watch.State state, String detail) throws InterruptedException {
        if (state == told) {
            return;
        }
        told = state;
        log("state=" + state + " " + detail);
        telling.within(options.look(), () -> write(state, detail));
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

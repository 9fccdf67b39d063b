package io.openbell.shell;

import io.openbell.api.session.Session;
import io.openbell.api.session.TradingMode;
import io.openbell.api.strategy.StrategyCommand.DeployStrategy;
import io.openbell.api.view.StrategyDeployment;
import io.openbell.api.view.StrategyDeployment.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;

/** Takes a strategy bundle into use. */
@Service
@Command(
        scope = "trading",
        name = "strategy-deploy",
        description = "Takes a strategy bundle into use, in place of the version that runs",
        detailedDescription =
                """
                The new version is installed beside the one that runs, tried on the same events without sending
                anything, and takes over between two events, with state, positions and orders. If anything fails
                the old version goes on, and the reason is printed. The file is copied to deploy/. In live mode
                the digest must be confirmed; in other modes it may be.

                  trading:strategy-deploy /home/ann/breakout/target/breakout-1.1.jar
                  trading:strategy-deploy breakout-1.1.jar --shadow       only beside the one that trades
                  trading:strategy-deploy breakout-1.1.jar --sha256 9f86d081884c7d65...
                """)
public final class StrategyDeployCommand extends TradingCommand {

    @Argument(name = "FILE", description = "The bundle", required = true)
    @Completion(FileCompleter.class)
    String file = "";

    @Argument(
            index = 1,
            name = "more",
            description = "Options may stand here as well",
            multiValued = true)
    @Nullable List<String> more;

    @Option(name = "--sha256", description = "Its digest, as you know it from elsewhere")
    String sha256 = "";

    @Option(name = "--shadow", description = "Run it beside the one that trades, and send nothing")
    boolean shadow;

    @Reference org.apache.karaf.shell.api.console.@Nullable Session session;

    Patience patience = StrategyDesk.DEPLOYMENT;

    @Override
    Answer answer(Services services) throws CommandFailed, InterruptedException {
        TrailingOptions.applyAll(this, more);
        StrategyDesk desk = StrategyDesk.of(services);
        Path path = Path.of(file).toAbsolutePath().normalize();
        String digest = digest(path);
        if (sha256.isEmpty()
                && services.require(Session.class, "launcher").mode() == TradingMode.LIVE) {
            throw Arguments.usage(
                    "in live mode the digest must be confirmed: compare "
                            + digest
                            + " with what your build printed, then add --sha256 "
                            + digest);
        }
        if (!sha256.isEmpty() && !sha256.toLowerCase(Locale.ROOT).equals(digest)) {
            throw Arguments.usage(
                    "--sha256 "
                            + sha256
                            + " is not the digest of "
                            + path
                            + ", which is "
                            + digest);
        }
        say("Tries " + path.getFileName() + " beside what runs ...");
        StrategyDeployment outcome =
                desk.outcome(
                        new DeployStrategy(path.toString(), digest, shadow, Operator.of(session)),
                        line -> isOurs(line, path, digest),
                        patience);
        String warned =
                outcome.warnings().isEmpty()
                        ? ""
                        : "\nMind: " + String.join("\n      ", outcome.warnings());
        return StrategyDesk.facts(outcome)
                .sentence(
                        (outcome.state() == State.SHADOW
                                        ? "Runs in the shadow: "
                                        : "Has taken over: ")
                                + outcome.strategies()
                                + " version "
                                + outcome.version()
                                + ", sha256 "
                                + outcome.sha256()
                                + warned);
    }

    private static boolean isOurs(StrategyDeployment line, Path path, String digest) {
        boolean unreadable =
                line.bundle().isEmpty() && line.file().equals(String.valueOf(path.getFileName()));
        return unreadable || (line.sha256().equals(digest) && line.state() != State.REMOVED);
    }

    private static String digest(Path path) throws CommandFailed {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)));
        } catch (IOException unreadable) {
            throw Arguments.usage("FILE = " + path + " cannot be read: " + unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

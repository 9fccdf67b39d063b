package io.openbell.shell;

import io.openbell.api.engine.TradingLoop;
import io.openbell.api.strategy.StrategyCommand;
import io.openbell.api.view.Strategies;
import io.openbell.api.view.StrategyDeployment;
import io.openbell.api.view.StrategyDeployments;
import io.openbell.api.view.StrategyStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the commands about strategies share: they put a wish on the queue, and wait for what becomes of it. */
record StrategyDesk(Strategies strategies, StrategyDeployments deployments, TradingLoop loop) {

    static final String COMPONENT = "ai-hft-system";

    /** Longer than a trial lasts that goes as it should. */
    static final Patience DEPLOYMENT = new Patience(Duration.ofSeconds(60));

    static StrategyDesk of(Services services) throws CommandFailed {
        return new StrategyDesk(
                services.require(Strategies.class, COMPONENT),
                services.require(StrategyDeployments.class, COMPONENT),
                services.require(TradingLoop.class, "engine"));
    }

    /** The strategy of that name. */
    StrategyStatus status(String name) throws CommandFailed {
        List<StrategyStatus> all = strategies.strategies();
        return find(name)
                .orElseThrow(
                        () ->
                                new CommandFailed(
                                        CommandFailed.NOT_POSSIBLE,
                                        "no strategy is called '"
                                                + name
                                                + "'; there are "
                                                + Values.text(
                                                        all.stream()
                                                                .map(StrategyStatus::name)
                                                                .toList())));
    }

    Optional<StrategyStatus> find(String name) {
        return strategies.strategies().stream()
                .filter(status -> status.name().equals(name))
                .findFirst();
    }

    /** What became of the wish: the first change after it that fits. */
    StrategyDeployment outcome(
            StrategyCommand wish, Predicate<StrategyDeployment> fits, Patience patience)
            throws CommandFailed, InterruptedException {
        long before = latestRevision();
        loop.publishFirst(wish);
        if (!patience.until(() -> after(before, fits).isPresent())) {
            throw new CommandFailed(
                    CommandFailed.UNANSWERED,
                    "nothing has become of it within "
                            + patience.limit().toSeconds()
                            + " s; it goes on: see trading:strategy-list and the log");
        }
        StrategyDeployment outcome = after(before, fits).orElseThrow();
        if (outcome.state() == StrategyDeployment.State.REFUSED) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "refused, what ran goes on: " + outcome.reason(),
                    facts(outcome));
        }
        return outcome;
    }

    private Optional<StrategyDeployment> after(long revision, Predicate<StrategyDeployment> fits) {
        return deployments.deployments().stream()
                .filter(line -> line.revision() > revision)
                .filter(fits)
                .findFirst();
    }

    private long latestRevision() {
        return deployments.deployments().stream()
                .mapToLong(StrategyDeployment::revision)
                .max()
                .orElse(0);
    }

    static Facts facts(StrategyDeployment line) {
        return new Facts()
                .fact("bundle", "Bundle", line.bundle())
                .fact("version", "Version", line.version())
                .fact("sha256", "SHA-256", line.sha256())
                .fact("file", "File", line.file())
                .fact("strategies", "Strategies", line.strategies())
                .fact("state", "State", line.state())
                .fact("reason", "Reason", line.reason())
                .fact("warnings", "Warnings", line.warnings());
    }
}

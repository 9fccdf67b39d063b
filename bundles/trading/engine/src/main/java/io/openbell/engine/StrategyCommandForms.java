package io.openbell.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.strategy.StrategyCommand.DeployStrategy;
import io.openbell.api.strategy.StrategyCommand.RollBackStrategy;
import io.openbell.api.strategy.StrategyCommand.SetParameters;
import io.openbell.api.strategy.StrategyCommand.SwitchStrategy;
import io.openbell.api.strategy.StrategyCommand.SwitchStrategy.Wish;
import io.openbell.api.strategy.StrategyReplaced;
import io.openbell.engine.CommandForms.Kind;
import java.util.Map;
import java.util.TreeMap;

/** What operators want of strategies, and which version decides from when: further kinds of {@link CommandForms}. */
final class StrategyCommandForms {

    static final Map<String, Kind<?>> KINDS =
            Map.of(
                    "DeployStrategy",
                    new Kind<>(
                            DeployStrategy.class,
                            (c, to) ->
                                    to.put("file", c.file())
                                            .put("sha256", c.sha256())
                                            .put("shadow", c.shadow())
                                            .put("operator", c.operator()),
                            from ->
                                    new DeployStrategy(
                                            from.text("file"),
                                            from.text("sha256"),
                                            from.flag("shadow"),
                                            from.text("operator"))),
                    "RollBackStrategy",
                    new Kind<>(
                            RollBackStrategy.class,
                            (c, to) ->
                                    to.put("strategy", c.strategy()).put("operator", c.operator()),
                            from ->
                                    new RollBackStrategy(
                                            from.text("strategy"), from.text("operator"))),
                    "SwitchStrategy",
                    new Kind<>(
                            SwitchStrategy.class,
                            (c, to) ->
                                    to.put("strategy", c.strategy())
                                            .put("wish", c.wish().name())
                                            .put("operator", c.operator()),
                            from ->
                                    new SwitchStrategy(
                                            from.text("strategy"),
                                            from.constant("wish", Wish.class),
                                            from.text("operator"))),
                    "SetParameters",
                    new Kind<>(
                            SetParameters.class,
                            StrategyCommandForms::writeParameters,
                            StrategyCommandForms::readParameters),
                    "StrategyReplaced",
                    new Kind<>(
                            StrategyReplaced.class,
                            (c, to) ->
                                    to.put("strategy", c.strategy())
                                            .put("version", c.version())
                                            .put("sha256", c.sha256()),
                            from ->
                                    new StrategyReplaced(
                                            from.text("strategy"),
                                            from.text("version"),
                                            from.text("sha256"))));

    private StrategyCommandForms() {}

    private static void writeParameters(SetParameters command, ObjectNode to) {
        to.put("strategy", command.strategy()).put("operator", command.operator());
        ObjectNode values = to.putObject("values");
        command.values().forEach(values::put);
    }

    private static SetParameters readParameters(JsonFields from) {
        Map<String, String> values = new TreeMap<>();
        from.object()
                .path("values")
                .fields()
                .forEachRemaining(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        return new SetParameters(from.text("strategy"), values, from.text("operator"));
    }
}

package io.openbell.simulator;

import io.openbell.api.component.ConfigurationCheck;
import io.openbell.api.component.ConfigurationProblem;
import io.openbell.simulator.market.ReplayMarket;
import io.openbell.simulator.market.SyntheticParameters;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.bundle.Header;

/** Parts must not exceed the whole, ports must differ, and a replay needs something to replay. */
@Header(name = ConfigurationCheck.HEADER, value = "${@class}")
public final class SimulatorCheck implements ConfigurationCheck<SimulatorConfig> {

    /** Between them the hours of the exchange are known. */
    private static final Instant FIRST = Instant.parse("1990-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("2029-12-31T00:00:00Z");

    /** For the launcher. */
    public SimulatorCheck() {}

    @Override
    public String pid() {
        return "openbell.simulator";
    }

    @Override
    public Class<SimulatorConfig> type() {
        return SimulatorConfig.class;
    }

    @Override
    public List<ConfigurationProblem> problems(SimulatorConfig config) {
        List<ConfigurationProblem> problems = new ArrayList<>();
        if (!SyntheticParameters.sharesFit(
                config.marketSharePercent(), config.sectorSharePercent())) {
            problems.add(
                    new ConfigurationProblem(
                            "sectorSharePercent",
                            String.valueOf(config.sectorSharePercent()),
                            "at most 100 together with marketSharePercent ("
                                    + config.marketSharePercent()
                                    + ")",
                            "lower one of the two"));
        }
        if (config.keyId().isBlank() || config.secret().isBlank()) {
            problems.add(
                    new ConfigurationProblem(
                            config.keyId().isBlank() ? "keyId" : "secret",
                            "",
                            "any text but none",
                            "remove the line to accept the default"));
        }
        if (config.tlsPort() > 0 && config.tlsPort() == config.port()) {
            problems.add(
                    new ConfigurationProblem(
                            "tlsPort",
                            String.valueOf(config.tlsPort()),
                            "another than port (" + config.port() + ")",
                            "choose another, 0 for any free one, or -1 for no TLS"));
        }
        if (config.marketSource().equals("replay")) {
            problems.addAll(replayProblems(config.replayFiles()));
        }
        clockStartProblem(config).ifPresent(problems::add);
        return List.copyOf(problems);
    }

    private static Optional<ConfigurationProblem> clockStartProblem(SimulatorConfig config) {
        String start = config.clockStart().strip();
        if (start.isEmpty()) {
            return Optional.empty();
        }
        if (config.clock().equals("real")) {
            return Optional.of(
                    new ConfigurationProblem(
                            "clockStart",
                            start,
                            "nothing while clock = real",
                            "set clock = scaled, or remove the line"));
        }
        try {
            Instant moment = Instant.parse(start);
            if (!moment.isBefore(FIRST) && moment.isBefore(LAST)) {
                return Optional.empty();
            }
        } catch (DateTimeException noMoment) {
            // Told like one out of range.
        }
        return Optional.of(
                new ConfigurationProblem(
                        "clockStart",
                        start,
                        "a moment from " + FIRST + " to " + LAST,
                        "write it like 2026-10-30T12:00:00Z"));
    }

    private static List<ConfigurationProblem> replayProblems(String value) {
        List<String> names = names(value);
        if (names.isEmpty()) {
            return List.of(
                    new ConfigurationProblem(
                            "replayFiles",
                            value,
                            "at least one LEAN tick file while marketSource = replay",
                            "name files, or set marketSource = synthetic"));
        }
        List<ConfigurationProblem> problems = new ArrayList<>();
        for (String name : names) {
            try {
                ReplayMarket.requireName(Path.of("home").resolve(name));
            } catch (IllegalArgumentException misnamed) {
                problems.add(
                        new ConfigurationProblem(
                                "replayFiles",
                                name,
                                "<symbol>/<yyyymmdd>_trade.zip and <symbol>/<yyyymmdd>_quote.zip",
                                "rename the file as LEAN does"));
            }
        }
        return problems;
    }

    /** The files' names, without empty ones. */
    static List<String> names(String replayFiles) {
        return Arrays.stream(replayFiles.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}

package io.openbell.riskmanagement;

import io.openbell.api.risk.LimitsInForce;
import io.openbell.api.session.TradingMode;
import io.openbell.kernel.loosening.Loosened;
import io.openbell.kernel.loosening.Loosening;
import io.openbell.kernel.replay.DecisionBasis;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the gate goes by: what is configured. In live trading nothing is loosened while the process runs; a configuration
 * that would, in whichever of the three files, leaves all as it was.
 *
 * @param basis   to go by
 * @param refused what the configuration would have loosened; empty if it is what the gate goes by
 */
record LimitsChoice(DecisionBasis.Gate basis, List<Loosened> refused) {

    /** With the reason of a halt in front of them, so many keys have room in what is written down of it. */
    private static final int MOST_CHARACTERS = 200;

    private static final String WHAT =
            "limits loosened while trading live; put back, or stop and start on purpose: ";

    /** Makes it, and holds on to it. */
    static LimitsChoice between(LimitsInForce held, DecisionBasis.Gate configured) {
        Optional<DecisionBasis.Gate> before =
                held.latest()
                        .filter(DecisionBasis.Gate.class::isInstance)
                        .map(DecisionBasis.Gate.class::cast)
                        .filter(gate -> gate.mode() == TradingMode.LIVE);
        List<Loosened> looser =
                before.map(gate -> Loosening.between(gate, configured)).orElse(List.of());
        if (before.isPresent() && !looser.isEmpty()) {
            return new LimitsChoice(before.get(), looser);
        }
        held.hold(configured);
        return new LimitsChoice(configured, List.of());
    }

    /** The keys, each once, without their files. */
    String keys() {
        return refused.stream()
                .map(limit -> key(limit).replaceFirst(".*: ", ""))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** For whoever looks after a resume; empty if nothing was refused. */
    String warning() {
        return refused.isEmpty()
                ? ""
                : "limits in force are not those configured: put back "
                        + keys()
                        + ", or stop and start on purpose; ";
    }

    /** One line for each key: its file, what is in force, and what it would have been. */
    List<String> lines() {
        return refused.stream()
                .map(
                        limit ->
                                key(limit)
                                        + " in force="
                                        + limit.before()
                                        + " refused="
                                        + limit.after())
                .distinct()
                .toList();
    }

    /** Why trading is halted for it; what can be done stands where it is not cut off. */
    String reason() {
        String all = WHAT + keys();
        return all.length() <= MOST_CHARACTERS
                ? all
                : all.substring(0, all.lastIndexOf(", ", MOST_CHARACTERS - 12)) + " and others";
    }

    private String key(Loosened limit) {
        return LimitKeys.of(limit.limit(), basis.mode());
    }
}

package io.openbell.launcher.supervisor;

import static io.openbell.api.session.TradingMode.BACKTEST;
import static io.openbell.api.session.TradingMode.LIVE;
import static io.openbell.api.session.TradingMode.PAPER;
import static io.openbell.api.session.TradingMode.RESEARCH;

import io.openbell.api.session.TradingMode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The components that Openbell has or will have, in the order of the status table; installed or not. */
public final class Catalogue {

    /**
     * One component.
     *
     * @param required        the session is open only with it, unless its configuration says otherwise
     * @param tradingCritical no new risk is taken while it is not ready
     * @param modes           those that have a use for it
     */
    public record Entry(
            String id, boolean required, boolean tradingCritical, Set<TradingMode> modes) {}

    /** The id of this bundle; it is no component under supervision, but stands in the table. */
    public static final String LAUNCHER = "launcher";

    private static final Set<TradingMode> ALL = EnumSet.allOf(TradingMode.class);
    private static final Set<TradingMode> WITH_DATA = EnumSet.of(PAPER, LIVE, RESEARCH);
    private static final Set<TradingMode> WITH_ORDERS = EnumSet.of(PAPER, LIVE);

    private static final List<Entry> ENTRIES =
            List.of(
                    critical("logging-system", ALL),
                    required("health-monitor", ALL),
                    critical("alpaca-client", WITH_DATA),
                    critical("market-data-collector", WITH_DATA),
                    optional("minio-pipeline", WITH_DATA),
                    required("ai-arbitrage-agent", WITH_DATA),
                    required("strategy-optimizer", WITH_DATA),
                    required("ai-hft-system", EnumSet.complementOf(EnumSet.of(BACKTEST))),
                    critical("order-executor", WITH_ORDERS),
                    critical("position-manager", WITH_ORDERS),
                    critical("risk-management", WITH_ORDERS),
                    optional("options-trader", WITH_DATA),
                    optional("arbitrage-scanner", WITH_DATA),
                    optional("gpu-cluster", WITH_DATA),
                    required("performance-tracker", ALL),
                    optional("realtime-monitor", ALL));

    private static final Map<String, Entry> BY_ID =
            ENTRIES.stream().collect(Collectors.toUnmodifiableMap(Entry::id, entry -> entry));

    private Catalogue() {}

    /** All but the launcher. */
    public static List<Entry> entries() {
        return ENTRIES;
    }

    /** By id; empty for a component that somebody else wrote. */
    public static Optional<Entry> find(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** Place in the table, from 0; those that are not in it come last. */
    public static int position(String id) {
        for (int i = 0; i < ENTRIES.size(); i++) {
            if (ENTRIES.get(i).id().equals(id)) {
                return i;
            }
        }
        return id.equals(LAUNCHER) ? -1 : ENTRIES.size();
    }

    /** Ids without which no new risk is taken. */
    public static List<String> tradingCritical() {
        return ENTRIES.stream().filter(Entry::tradingCritical).map(Entry::id).toList();
    }

    /** How long its deactivation may take. */
    public static Duration stopTimeout(String id) {
        return isUnstoppableFatal(id) ? Duration.ofSeconds(15) : SupervisorCore.STOP_TIMEOUT;
    }

    /** Left behind it could still send orders, so that the process has to go. */
    public static boolean isUnstoppableFatal(String id) {
        return id.equals("order-executor");
    }

    private static Entry critical(String id, Set<TradingMode> modes) {
        return new Entry(id, true, true, modes);
    }

    private static Entry required(String id, Set<TradingMode> modes) {
        return new Entry(id, true, false, modes);
    }

    private static Entry optional(String id, Set<TradingMode> modes) {
        return new Entry(id, false, false, modes);
    }
}

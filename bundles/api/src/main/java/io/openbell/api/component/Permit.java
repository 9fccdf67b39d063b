package io.openbell.api.component;

/** Targets for {@code @SatisfyingConditionTarget}: the Supervisor lets a component live by registering its permit. */
public final class Permit {

    private static final String PREFIX = "(osgi.condition.id=openbell.permit.";

    /** Prefix of the condition id; the component's id follows. */
    public static final String CONDITION_PREFIX = "openbell.permit.";

    /** For logging-system. */
    public static final String LOGGING_SYSTEM = PREFIX + "logging-system)";

    /** For health-monitor. */
    public static final String HEALTH_MONITOR = PREFIX + "health-monitor)";

    /** For alpaca-client. */
    public static final String ALPACA_CLIENT = PREFIX + "alpaca-client)";

    /** For alpaca-client's order service, which research mode does not have. */
    public static final String ALPACA_CLIENT_ORDERS =
            "(&(osgi.condition.id=openbell.permit.alpaca-client)(|(mode=paper)(mode=live)))";

    /** For market-data-collector. */
    public static final String MARKET_DATA_COLLECTOR = PREFIX + "market-data-collector)";

    /** For order-executor. */
    public static final String ORDER_EXECUTOR = PREFIX + "order-executor)";

    /** For position-manager. */
    public static final String POSITION_MANAGER = PREFIX + "position-manager)";

    /** For risk-management. */
    public static final String RISK_MANAGEMENT = PREFIX + "risk-management)";

    /** For performance-tracker. */
    public static final String PERFORMANCE_TRACKER = PREFIX + "performance-tracker)";

    /** For ai-hft-system. */
    public static final String AI_HFT_SYSTEM = PREFIX + "ai-hft-system)";

    /** For arbitrage-scanner. */
    public static final String ARBITRAGE_SCANNER = PREFIX + "arbitrage-scanner)";

    private Permit() {}
}

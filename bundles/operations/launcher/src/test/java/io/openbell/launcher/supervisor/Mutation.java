package io.openbell.launcher.supervisor;

/** What is broken in the supervisor of a {@link RandomSchedule} on purpose, and the words in which the model says so. */
enum Mutation {
    NONE(""),
    ONE_RESTART_MORE("will start again at failure"),
    NO_RESTART("gives up at failure"),
    TOO_MUCH_JITTER(" rest"),
    STARTS_ON_WHAT_IS_NOT_READY("which is not ready"),
    STARTS_BESIDE_ITSELF("beside its own instance"),
    DOES_NOT_HEAR_OF_THE_STOP("the stop"),
    STOPS_OUT_OF_ORDER("which started later"),
    STOPS_THE_GROUND_FIRST("stops before what stands on it"),
    TAKES_PRESENCE_FOR_HEALTH("the gate is open without"),
    NEVER_OPENS("the gate stays shut"),
    FORGETS_WHO_STAYS_DOWN("the gate is open though"),
    TAKES_REQUIRED_FOR_OPTIONAL("the session is open without"),
    TAKES_OPTIONAL_FOR_REQUIRED("which may be missing"),
    NEVER_HALTS_FOR_ALL("no halt after [16 restarts of all]"),
    HALTS_FOR_ONE_RESTART_LESS("halted without a cause"),
    NEVER_HALTS_FOR_A_REQUIRED_ONE("no halt after [required"),
    HALTS_FOR_AN_OPTIONAL_ONE("halted without a cause"),
    CHARGES_WHO_FELL_BEFORE_ITS_GROUND("is charged along with"),
    CHARGES_WHO_FELL_AFTER_ITS_GROUND("failed, which it stands on"),
    STAYS_WITH_AN_EXECUTOR_THAT_DOES_NOT_STOP("ends of the process");

    private final String caughtBy;

    Mutation(String caughtBy) {
        this.caughtBy = caughtBy;
    }

    /** The model found this, and not something that follows from it. */
    boolean isCaughtBy(AssertionError found) {
        return String.valueOf(found.getMessage()).contains(caughtBy);
    }

    /** The supervisor is not told who stands on whom. */
    boolean hidesHardEdges() {
        return this == STARTS_ON_WHAT_IS_NOT_READY
                || this == STOPS_THE_GROUND_FIRST
                || this == CHARGES_WHO_FELL_AFTER_ITS_GROUND;
    }

    /** What the supervisor is told of a component's policy. */
    Policy told(Policy policy, boolean critical) {
        return switch (this) {
            case ONE_RESTART_MORE -> policy.withMaxRestarts(policy.maxRestarts() + 1);
            case NO_RESTART -> policy.withMaxRestarts(0);
            case TAKES_REQUIRED_FOR_OPTIONAL -> required(policy, critical && policy.required());
            case TAKES_OPTIONAL_FOR_REQUIRED -> required(policy, true);
            default -> policy;
        };
    }

    private static Policy required(Policy policy, boolean required) {
        return new Policy(
                required,
                policy.restartOnFailure(),
                policy.maxRestarts(),
                policy.healthEndpoint(),
                policy.startupDelay());
    }
}

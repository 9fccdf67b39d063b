package io.openbell.kernel.risk;

/** One row of the table of checks. Stateless; whatever it throws denies. */
public interface RiskCheck {

    /** Its number in the table, by which the checks are ordered. */
    int row();

    /** What it looks at, for people. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Looks at a wish in its surroundings, and says what it compared. */
    Verdict check(Proposal proposal);
}

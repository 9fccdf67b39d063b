package io.openbell.kernel.risk;

/** One row of the table of checks. Stateless; whatever it throws denies. */
public interface RiskCheck {

    /** Its number in the table, by which the checks are ordered. */
    int row();

    /** Looks at a wish in its surroundings. */
    Verdict check(Proposal proposal);
}

package io.openbell.kernel.risk;

import io.openbell.api.risk.CheckResult;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** The verdicts of one review as the list of results that people read, put into words on reading. Immutable. */
final class Findings extends AbstractList<CheckResult> implements RandomAccess {

    private final List<RiskCheck> checks;
    private final Verdict[] verdicts;
    private final int asked;

    /** The first {@code asked} checks gave these verdicts, one each. */
    Findings(List<RiskCheck> checks, Verdict[] verdicts, int asked) {
        this.checks = checks;
        this.verdicts = verdicts;
        this.asked = asked;
    }

    @Override
    public CheckResult get(int index) {
        if (index >= asked) {
            throw new IndexOutOfBoundsException(index);
        }
        RiskCheck check = checks.get(index);
        Verdict verdict = verdicts[index];
        return new CheckResult(
                check.row(),
                check.name(),
                !(verdict instanceof Verdict.Denied),
                verdict.figures().toString());
    }

    @Override
    public int size() {
        return asked;
    }
}

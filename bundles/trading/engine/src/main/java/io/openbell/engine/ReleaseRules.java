package io.openbell.engine;

import io.openbell.api.broker.Comparison;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.risk.LatchedHalt;
import io.openbell.api.risk.Release;
import io.openbell.api.risk.StillHalted;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What must be given before a halt may end: a person, a reason, the right account, and a fresh comparison that agrees. */
final class ReleaseRules {

    private static final int LONGEST_REASON = 200;
    private static final List<String> SUBJECTS = List.of(Comparison.ORDERS, Comparison.POSITIONS);

    private final OrderJournal journal;
    private final Supplier<String> heldOpen;

    ReleaseRules(OrderJournal journal, Supplier<String> heldOpen) {
        this.journal = journal;
        this.heldOpen = heldOpen;
    }

    void require(Release release, LatchedHalt halt, String account) throws StillHalted {
        refuseIf(release.operator().isBlank(), "a person must release it: the operator is empty");
        int length = release.reason().strip().length();
        refuseIf(
                length == 0 || length > LONGEST_REASON,
                "the reason must have 1 to 200 characters, has " + length);
        refuseIf(account.isEmpty(), "no account is known yet: wait until the journal is open");
        refuseIf(
                !release.account().isEmpty() && !release.account().equals(account),
                "account " + release.account() + " is not the one that is open: " + account);
        refuseIf(
                release.requestedAt().isBefore(halt.at()),
                "halted at " + halt.at() + ", after the request to release it: ask again");
        String held = heldOpen.get();
        refuseIf(!held.isEmpty(), held);
        refuseIf(!journal.isWritable(), "the journal is not writable: " + journal.describe());
        for (String subject : SUBJECTS) {
            requireEvidence(release, subject);
        }
    }

    private static void requireEvidence(Release release, String subject) throws StillHalted {
        Comparison comparison = null;
        for (Comparison given : release.evidence()) {
            comparison = given.subject().equals(subject) ? given : comparison;
        }
        if (comparison == null) {
            throw new StillHalted(subject + " were not compared with the venue");
        }
        refuseIf(
                comparison.begunAt().isBefore(release.requestedAt()),
                subject
                        + " were compared at "
                        + comparison.begunAt()
                        + ", before the request of "
                        + release.requestedAt()
                        + ": compare them again");
        refuseIf(
                !comparison.agrees(),
                subject
                        + " disagree with the venue: "
                        + comparison.differences().stream()
                                .map(Comparison.Difference::describe)
                                .collect(Collectors.joining("; ")));
    }

    private static void refuseIf(boolean wrong, String why) throws StillHalted {
        if (wrong) {
            throw new StillHalted(why);
        }
    }
}

package io.openbell.orderexecutor;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.risk.TradeSuspension;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a suspension at the venue asks of journal and loop, and tells them. */
record SuspensionSurroundings(
        OrderJournal journal, OrderFlow flow, Mailbox mailbox, OrderFlow.Questions questions)
        implements VenueSuspension.Surroundings {

    private static final Logger LOG = LoggerFactory.getLogger(SuspensionSurroundings.class);

    @Override
    public Optional<TradeSuspension> journaled() {
        return flow.suspension();
    }

    @Override
    public boolean isOurAccount() {
        return !flow.isAccountChanged();
    }

    @Override
    public void state(TradeSuspension fact) {
        try {
            journal.append(fact);
        } catch (IllegalStateException refused) {
            LOG.warn("suspension=not journaled step={}: {}", fact.step(), refused.getMessage());
        }
    }

    @Override
    public void accountChanged(@Nullable BrokerAccount now) {
        if (now != null) {
            mailbox.tell(now);
        }
        questions.askForAccount();
    }
}

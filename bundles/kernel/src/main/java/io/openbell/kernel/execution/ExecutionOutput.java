package io.openbell.kernel.execution;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.ExecutionEvent;

/** Where an {@link ExecutionDesk} puts what it decides. Called on the loop; must not block. */
public interface ExecutionOutput {

    /** To be delivered to everybody after the present event: intents and cancels. */
    void emit(TradingEvent event);

    /** To the journal, from where it comes back to the desk; false if the journal does not take it. */
    boolean journal(ExecutionEvent event);

    /**
     * Ask how the market's volume is usually spread over the time of this execution, and answer with
     * {@link ExecutionDesk#onProfile}, now or later, on the loop.
     */
    void askProfile(ExecuteOrder wish);
}

package io.openbell.shell;

import io.openbell.api.view.Execution;

/** One execution as facts for people and scripts. */
final class ExecutionFacts {

    private ExecutionFacts() {}

    static Facts of(Execution execution) {
        return new Facts()
                .fact("executionId", "Execution", execution.wish().id())
                .fact("state", "State", execution.state())
                .fact("outcome", "Outcome", execution.outcome().orElse(null))
                .fact("algorithm", "Algorithm", execution.wish().algorithm().token())
                .fact("side", "Side", execution.wish().side())
                .fact("symbol", "Symbol", execution.wish().symbol())
                .fact("quantity", "Quantity", execution.wish().quantity())
                .fact("filled", "Filled", execution.filled())
                .fact("open", "Open", execution.open())
                .fact("detail", "Detail", execution.detail());
    }
}

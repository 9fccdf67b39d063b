package io.openbell.kernel.replay;

import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import io.openbell.api.view.PositionBook;
import io.openbell.kernel.position.PositionLedger;
import java.util.List;
import java.util.Map;

/** The positions of a ledger as they are at the moment of the question. Single-threaded. */
final class LedgerBook implements PositionBook {

    private final PositionLedger ledger;

    LedgerBook(PositionLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<Position> positions() {
        return ledger.snapshot().positions();
    }

    @Override
    public Quantity quantity(Symbol symbol) {
        return ledger.quantity(symbol);
    }

    @Override
    public Quantity quantity(String source, Symbol symbol) {
        return ledger.quantity(source, symbol);
    }

    @Override
    public Map<String, List<Position>> bySource() {
        return ledger.snapshot().bySource();
    }

    @Override
    public Money cash() {
        return ledger.cash();
    }

    @Override
    public Money profit() {
        return ledger.snapshot().profit();
    }

    @Override
    public Money equity() {
        return ledger.snapshot().equity();
    }
}

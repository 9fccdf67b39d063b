package io.openbell.kernel.replay;

import io.openbell.api.broker.CashMoved;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import io.openbell.api.view.PositionBook;
import io.openbell.api.view.SourceProfit;
import io.openbell.kernel.position.MarkRule;
import io.openbell.kernel.position.PositionLedger;
import io.openbell.kernel.position.PositionSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Positions as they are at the moment of the question. */
final class PositionsPart implements Part, PositionBook {

    private final PositionLedger ledger = new PositionLedger();
    private PositionSnapshot snapshot = PositionSnapshot.EMPTY;
    private boolean changed;

    @Override
    public int stage() {
        return 1;
    }

    @Override
    public void onEvent(Instant now, TradingEvent event) {
        if (event instanceof Quote quote) {
            if (MarkRule.isMark(quote)) {
                changed |= ledger.mark(quote.symbol(), quote.mid());
            }
        } else if (event instanceof OrderFilled fill) {
            ledger.apply(fill);
            changed = true;
        } else if (event instanceof AccountAdopted account) {
            ledger.adopt(account);
            changed = true;
        } else if (event instanceof CashMoved moved) {
            ledger.apply(moved);
            changed = true;
        } else if (event instanceof PositionAdjusted adjusted) {
            ledger.apply(adjusted);
            changed = true;
        } else if (event instanceof SymbolChanged renamed) {
            ledger.apply(renamed);
            changed = true;
        }
    }

    private PositionSnapshot present() {
        if (changed) {
            snapshot = ledger.snapshot();
            changed = false;
        }
        return snapshot;
    }

    @Override
    public List<Position> positions() {
        return present().positions();
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
        return present().bySource();
    }

    @Override
    public Money cash() {
        return present().cash();
    }

    @Override
    public Money profit() {
        return present().profit();
    }

    @Override
    public Money equity() {
        return present().equity();
    }

    @Override
    public Money income() {
        return present().income();
    }

    @Override
    public Map<String, SourceProfit> profitBySource() {
        return present().profitBySource();
    }
}

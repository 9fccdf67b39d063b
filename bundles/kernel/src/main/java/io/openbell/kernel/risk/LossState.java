package io.openbell.kernel.risk;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.market.Quote;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.value.Money;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import io.openbell.api.view.PositionBook;
import io.openbell.kernel.breaker.TradingDay;
import io.openbell.kernel.position.MarkRule;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the venue's equity with our own each time it is stated, when both mean the same moment. Deposits, fees of other
 * days and what others traded make them differ from the start; only what comes on top counts. A resume accepts a difference,
 * and so does a new day. Nothing is compared before the market has priced everything that is held.
 */
final class LossState implements LossView {

    private final PositionBook book;
    private final Set<Symbol> marked = new HashSet<>();
    private final TradingDay days = new TradingDay();
    private Money disagreement = Money.ZERO;
    private @Nullable Money difference;
    private @Nullable Money highest;
    private @Nullable LocalDate day;

    LossState(PositionBook book) {
        this.book = book;
    }

    /** What the ledger says before the first of these is what was paid, not what it is worth. */
    void onQuote(Quote quote) {
        if (MarkRule.isMark(quote)) {
            marked.add(quote.symbol());
        }
    }

    /** The venue told its calendar. */
    void onHours(SessionsStated stated) {
        days.onHours(stated);
    }

    void onAccount(BrokerAccount account) {
        LocalDate told = days.of(account.at());
        LocalDate today = told == null ? TradingDay.date(account.at()) : told;
        boolean newDay = !today.equals(day);
        highest = newDay || highest == null ? account.equity() : highest.max(account.equity());
        day = today;
        if (newDay) {
            onResume();
        }
        if (isPriced()) {
            Money apart = account.equity().minus(book.equity());
            difference = difference == null ? apart : difference;
            disagreement = apart.minus(difference).abs();
        }
    }

    /** An operator looked, and goes on; or another day begins. */
    void onResume() {
        difference = null;
        disagreement = Money.ZERO;
    }

    private boolean isPriced() {
        for (Position position : book.positions()) {
            if (!position.quantity().isZero() && !marked.contains(position.symbol())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<Money> ownEquity() {
        return difference == null || !isPriced()
                ? Optional.empty()
                : Optional.of(book.equity().plus(difference));
    }

    @Override
    public Money disagreement() {
        return disagreement;
    }

    @Override
    public Optional<Money> highestEquity() {
        return Optional.ofNullable(highest);
    }
}

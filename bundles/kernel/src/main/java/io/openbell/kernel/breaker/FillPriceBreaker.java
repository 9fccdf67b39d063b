package io.openbell.kernel.breaker;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.value.Price;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.RiskBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A fill far outside of bid and ask means that our prices, or the venue's, are wrong. Only fills close in time to the
 * symbol's latest quote are compared: one that we learn of after an outage says nothing about the quotes of now.
 */
final class FillPriceBreaker implements Breaker {

    private static final Duration COMPARABLE = Duration.ofSeconds(10);

    private final double maxPercent;
    private final Map<Symbol, Quote> quotes = new HashMap<>();
    private double worst;
    private String worstFill = "";
    private boolean tripped;

    FillPriceBreaker(double maxPercent) {
        this.maxPercent = maxPercent;
    }

    @Override
    public String name() {
        return "fill-price";
    }

    @Override
    public void onEvent(Instant now, TradingEvent event, Consumer<TradingEvent> out) {
        if (event instanceof Quote quote) {
            if (quote.isSane()) {
                quotes.put(quote.symbol(), quote);
            }
        } else if (event instanceof OrderFilled fill) {
            onFill(now, fill, out);
        } else if (event instanceof ResumeTrading) {
            tripped = false;
            worst = 0;
            worstFill = "";
        }
    }

    private void onFill(Instant now, OrderFilled fill, Consumer<TradingEvent> out) {
        Quote quote = quotes.get(fill.symbol());
        if (quote == null
                || Duration.between(quote.at(), fill.at()).abs().compareTo(COMPARABLE) > 0) {
            return;
        }
        double percent = percentOutside(fill.price(), quote);
        String figures =
                String.format(
                        Locale.ROOT,
                        "fill=%s symbol=%s bid=%s ask=%s outsidePercent=%.2f max=%s order=%s",
                        fill.price(),
                        fill.symbol(),
                        quote.bid(),
                        quote.ask(),
                        percent,
                        maxPercent,
                        fill.orderId());
        if (percent > worst) {
            worst = percent;
            worstFill = figures;
        }
        if (percent > maxPercent) {
            tripped = true;
            out.accept(new HaltTrading(name(), figures, now));
        }
    }

    private static double percentOutside(Price price, Quote quote) {
        if (price.exceeds(quote.ask())) {
            return 100.0 * price.minus(quote.ask()).raw() / quote.ask().raw();
        }
        return quote.bid().exceeds(price)
                ? 100.0 * quote.bid().minus(price).raw() / quote.bid().raw()
                : 0;
    }

    @Override
    public List<RiskBoard.Line> lines(Instant now) {
        return List.of(Lines.of(name(), "", worst, maxPercent, "%", tripped, worstFill));
    }
}

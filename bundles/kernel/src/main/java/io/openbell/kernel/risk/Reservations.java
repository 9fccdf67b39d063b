package io.openbell.kernel.risk;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderNotReceived;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Buying power taken by orders that the venue's last statement of the account does not contain: those it has not
 * confirmed, and those it confirmed after the statement. A statement made before an order reached the venue frees nothing.
 */
final class Reservations {

    /** Between the venue's answer and its books. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    /** Confirmed so long ago, an order is in any statement that trading is still allowed on. */
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private static final class Reservation {
        private final Money amount;
        private @Nullable Instant confirmedAt;

        Reservation(Money amount) {
            this.amount = amount;
        }
    }

    private final Map<IntentId, Reservation> reservations = new LinkedHashMap<>();
    private final Map<OrderId, IntentId> intents = new HashMap<>();
    private Money total = Money.ZERO;

    /** An order was approved. */
    void reserve(IntentId intent, Money amount) {
        if (reservations.putIfAbsent(intent, new Reservation(amount)) == null) {
            total = total.plus(amount);
        }
    }

    /** Takes in what happened to an order, at the loop's time. */
    void onOrder(Instant now, OrderEvent event) {
        if (event instanceof OrderInitialized initialized) {
            intents.put(initialized.orderId(), initialized.intent().id());
            drop(initialized.at().minus(MEMORY));
        } else if (event instanceof OrderAccepted || event instanceof OrderFilled) {
            confirm(((OfOrder) event).orderId(), now);
        } else if (event instanceof OrderRejected || event instanceof OrderNotReceived) {
            free(((OfOrder) event).orderId());
        } else if (event instanceof OrderEvent.OrderCanceled canceled) {
            // Never confirmed and canceled: it was taken back before it was sent.
            freeUnconfirmed(canceled.orderId());
        }
    }

    /** Takes in a statement: orders confirmed well before it was made are in it. */
    void onAccount(Instant now, BrokerAccount account) {
        Instant stated = account.at().isBefore(now) ? account.at() : now;
        drop(stated.minus(SETTLING));
    }

    /** Forgets what was confirmed before that time. */
    private void drop(Instant before) {
        boolean dropped =
                reservations
                        .values()
                        .removeIf(
                                reservation -> {
                                    Instant confirmed = reservation.confirmedAt;
                                    boolean old = confirmed != null && confirmed.isBefore(before);
                                    if (old) {
                                        total = total.minus(reservation.amount);
                                    }
                                    return old;
                                });
        if (dropped) {
            intents.values().removeIf(intent -> !reservations.containsKey(intent));
        }
    }

    Money total() {
        return total;
    }

    private void confirm(OrderId id, Instant now) {
        Reservation reservation = reservations.get(intents.get(id));
        if (reservation != null && reservation.confirmedAt == null) {
            reservation.confirmedAt = now;
        }
    }

    private void free(OrderId id) {
        IntentId intent = intents.remove(id);
        Reservation reservation = intent == null ? null : reservations.remove(intent);
        if (reservation != null) {
            total = total.minus(reservation.amount);
        }
    }

    private void freeUnconfirmed(OrderId id) {
        Reservation reservation = reservations.get(intents.get(id));
        if (reservation != null && reservation.confirmedAt == null) {
            free(id);
        }
    }
}

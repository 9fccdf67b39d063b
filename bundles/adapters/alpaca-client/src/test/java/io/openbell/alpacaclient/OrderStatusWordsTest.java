package io.openbell.alpacaclient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.alpacaclient.decode.Fields;
import io.openbell.alpacaclient.decode.VenueOrderJson;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerOrder.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every word of the specification, and one that is not in it. */
class OrderStatusWordsTest {

    @ParameterizedTest
    @CsvSource({
        "new, day, WORKING, true",
        "partially_filled, day, WORKING, true",
        "filled, day, FILLED, false",
        "done_for_day, day, EXPIRED, false",
        "done_for_day, gtc, WORKING, true",
        "canceled, day, CANCELED, false",
        "expired, day, EXPIRED, false",
        "replaced, day, REPLACED, false",
        "pending_cancel, day, PENDING_CANCEL, true",
        "pending_replace, day, WORKING, true",
        "accepted, day, WORKING, true",
        "pending_new, day, WORKING, true",
        "accepted_for_bidding, opg, WORKING, true",
        "stopped, day, WORKING, true",
        "rejected, day, REJECTED, false",
        "suspended, day, WORKING, true",
        "calculated, day, WORKING, true",
        "held, gtc, HELD, true",
        "pending_review, day, OTHER, true",
    })
    void shouldKnowWhatTheWordDecides(String word, String timeInForce, Status status, boolean open)
            throws BrokerException {
        BrokerOrder order = read(word, timeInForce);

        assertThat(order.status()).isEqualTo(status);
        assertThat(order.isOpen()).isEqualTo(open);
        assertThat(order.rawStatus()).isEqualTo(word);
    }

    private static BrokerOrder read(String word, String timeInForce) throws BrokerException {
        String json =
                """
                {"id": "b-1", "client_order_id": "p1-1", "symbol": "AAPL", "side": "buy", "qty": "10",
                 "filled_qty": "0", "status": "%s", "time_in_force": "%s",
                 "submitted_at": "2025-01-15T14:30:00Z", "updated_at": "2025-01-15T14:30:00Z"}
                """
                        .formatted(word, timeInForce);
        return VenueOrderJson.order(
                Fields.of("order", Fields.document("order", json.getBytes(UTF_8))));
    }
}

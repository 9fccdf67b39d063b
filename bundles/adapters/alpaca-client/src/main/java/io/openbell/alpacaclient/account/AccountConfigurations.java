package io.openbell.alpacaclient.account;

import io.openbell.alpacaclient.connection.Deadline;
import io.openbell.alpacaclient.decode.Fields;
import io.openbell.alpacaclient.rest.RestRequest.Lane;
import io.openbell.alpacaclient.stream.ConnectedVenue;
import io.openbell.api.broker.BrokerException;

/**
 * The one switch of the account's configuration that we turn: {@code suspend_trade}. Alpaca blocks new orders while it is
 * on. Any thread.
 */
public final class AccountConfigurations {

    private static final String PATH = "/v2/account/configurations";
    private static final String SWITCH = "suspend_trade";

    private final ConnectedVenue client;

    public AccountConfigurations(ConnectedVenue client) {
        this.client = client;
    }

    public boolean isTradingSuspended() throws BrokerException {
        // Not among the questions: those wait for the rate limit longer than a halt should.
        return Fields.of("GET " + PATH, client.rest().askTrading(PATH, Lane.ORDER, deadline()))
                .flag(SWITCH);
    }

    public void suspendTrading(boolean suspended) throws BrokerException {
        client.rest().set(PATH, "{\"" + SWITCH + "\":" + suspended + "}", deadline());
    }

    private Deadline deadline() {
        return Deadline.in(client.settings().requestTimeout());
    }
}

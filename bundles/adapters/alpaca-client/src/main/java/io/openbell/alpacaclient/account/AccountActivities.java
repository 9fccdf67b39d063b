package io.openbell.alpacaclient.account;

import io.openbell.alpacaclient.connection.Deadline;
import io.openbell.alpacaclient.decode.AccountJson;
import io.openbell.alpacaclient.decode.Fields;
import io.openbell.alpacaclient.rest.VenueRest;
import io.openbell.alpacaclient.stream.ConnectedVenue;
import io.openbell.api.broker.AccountActivity;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Money;
import io.openbell.api.value.Page;
import io.openbell.api.value.Price;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The account's activities that are no trades. */
public final class AccountActivities {

    private static final String SOURCE = "GET /v2/account/activities";
    private static final int PER_PAGE = 100;
    private static final double LEAST_CASH = 0.005;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final ConnectedVenue client;

    public AccountActivities(ConnectedVenue client) {
        this.client = client;
    }

    public Page<AccountActivity> page(Instant since, String resume, Deadline deadline)
            throws BrokerException {
        String question =
                "/v2/account/activities?category=non_trade_activity&direction=asc&page_size="
                        + PER_PAGE
                        + "&after="
                        + VenueRest.encoded(since.toString())
                        + (resume.isEmpty() ? "" : "&page_token=" + VenueRest.encoded(resume));
        List<AccountActivity> activities = new ArrayList<>();
        List<Fields> items = Fields.list(SOURCE, client.rest().askTrading(question, deadline));
        String last = "";
        for (Fields item : items) {
            AccountActivity activity = activity(item);
            last = activity.id();
            activities.add(activity);
        }
        if (!last.isEmpty() && last.equals(resume)) {
            throw new BrokerException(SOURCE + ": a page repeats what was already listed", 0);
        }
        return new Page<>(activities, items.size() < PER_PAGE ? "" : last);
    }

    static AccountActivity activity(Fields item) throws BrokerException {
        String type = item.text("activity_type");
        Money netAmount = new Money(item.decimalOrZero("net_amount"));
        boolean moves = movesShares(item, type, netAmount);
        return new AccountActivity(
                item.text("id"),
                type,
                item.has("symbol") ? Optional.of(symbol(item, type)) : Optional.empty(),
                moves ? Optional.of(item.quantity("qty")) : Optional.empty(),
                price(item),
                netAmount,
                item.text("description", ""),
                item.instant("created_at", day(item)),
                item.text("group_id", item.text("date", "")));
    }

    /**
     * The quantity of a dividend is "the number of shares that contributed to the payment", not a change of the position
     * (Alpaca's page on account activities); one that pays no cash pays shares, whatever it states per share, unless it
     * says that it is one in cash, or comes to less than a cent.
     */
    private static boolean movesShares(Fields item, String type, Money netAmount)
            throws BrokerException {
        boolean stated = item.text("per_share_amount", "").matches(".*[1-9].*");
        boolean tooSmall =
                stated
                        && item.has("qty")
                        && item.price("per_share_amount").toDouble()
                                        * item.quantity("qty").abs().toDouble()
                                < LEAST_CASH;
        boolean paidOnShares =
                item.text("activity_sub_type", "").equals("CDIV")
                        || tooSmall
                        || (!netAmount.isZero() && (stated || type.startsWith("DIV")));
        return !paidOnShares && item.has("qty") && !item.quantity("qty").isZero();
    }

    /** Only coins are charged in coins, and only there a pair may come without its slash. */
    private static Symbol symbol(Fields item, String type) throws BrokerException {
        return AccountJson.symbol(
                item, type.equals("CFEE") ? AssetClass.CRYPTO : AssetClass.US_EQUITY);
    }

    private static Optional<Price> price(Fields item) throws BrokerException {
        return item.has("price") ? Optional.of(item.price("price")) : Optional.empty();
    }

    private static Instant day(Fields item) throws BrokerException {
        return item.has("date")
                ? item.date("date").atStartOfDay(NEW_YORK).toInstant()
                : Instant.EPOCH;
    }
}

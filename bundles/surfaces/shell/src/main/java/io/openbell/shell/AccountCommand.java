package io.openbell.shell;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.risk.OrderSweep;
import io.openbell.api.risk.TradeSuspension;
import io.openbell.api.view.PositionBook;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The account, as the venue states it now, beside our own book. */
@Service
@Command(
        scope = "trading",
        name = "account",
        description = "Shows the account as the venue states it, beside our own book",
        detailedDescription =
                """
                Asks the venue for the account, which may take up to ten seconds, and shows it beside what
                our own book says from the fills. The two agree unless something is in flight or amiss.

                  trading:account
                  trading:account --json
                """)
public final class AccountCommand extends TradingCommand {

    @Override
    Answer answer(Services services) throws CommandFailed {
        Broker broker = services.require(Broker.class, "alpaca-client");
        BrokerStatus status = broker.status();
        BrokerAccount account;
        try {
            account = broker.account();
        } catch (BrokerException refused) {
            throw new CommandFailed(
                    "BROKER",
                    status.venue() + " did not state the account: " + refused.getMessage());
        }
        Facts facts =
                new Facts()
                        .fact("venue", "Venue", status.venue())
                        .fact("builtIn", "Built-in exchange", status.builtIn())
                        .fact("connected", "Order stream connected", status.connected())
                        .fact("number", "Account", account.number())
                        .fact("active", "Active", account.active())
                        .fact("blockedReason", "Blocked by", account.blockedReason())
                        .fact("cash", "Cash", account.cash())
                        .fact("equity", "Equity", account.equity())
                        .fact("lastEquity", "Equity at last close", account.lastEquity())
                        .fact("buyingPower", "Buying power", account.buyingPower())
                        .fact("at", "Stated at", account.at());
        OrderSweep sweep = services.find(OrderSweep.class);
        TradeSuspension suspension = sweep == null ? null : sweep.suspension().orElse(null);
        facts.fact(
                "suspension",
                "Suspended after a halt",
                suspension == null ? null : suspension.step());
        PositionBook book = services.find(PositionBook.class);
        return facts.fact("bookCash", "Cash by our book", book == null ? null : book.cash())
                .fact("bookEquity", "Equity by our book", book == null ? null : book.equity())
                .fact(
                        "bookProfit",
                        "Profit by our book",
                        book == null ? null : new Values.Profit(book.profit()));
    }
}

package io.openbell.launcher.preflight;

import static io.openbell.launcher.preflight.Check.Finding.fail;
import static io.openbell.launcher.preflight.Check.Finding.pass;
import static io.openbell.launcher.preflight.Check.Finding.skipped;
import static io.openbell.launcher.preflight.Check.Finding.warn;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.MarketClock;
import io.openbell.api.session.Credentials;
import io.openbell.api.session.TradingClock;
import io.openbell.api.view.Preflight.Row;
import io.openbell.launcher.preflight.Check.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The venue answers, knows us, lets the account trade, and agrees about the time. Through the client that trades. */
final class VenueChecks {

    private static final Duration WORTH_A_WARNING = Duration.ofSeconds(1);

    private static final Check REACH = new Check("venue", 69, () -> skipped(""));
    private static final Check CREDENTIALS = new Check("credentials", 77, () -> skipped(""));
    private static final Check ACCOUNT = new Check("account", 77, () -> skipped(""));
    private static final Check OFFSET = new Check("clock-offset", 0, () -> skipped(""));
    private static final Check HOURS = new Check("market-hours", 0, () -> skipped(""));

    /** The only block there is. */
    private static final String SUSPENDED = "trade_suspended_by_user";

    private final InstantSource clock;
    private final UnaryOperator<String> redact;
    private final Supplier<Optional<Credentials>> outside;

    /**
     * Of whichever venue there is.
     *
     * @param redact  takes secrets out of what people read
     * @param outside credentials of the environment; empty on the built-in exchange
     */
    VenueChecks(
            InstantSource clock,
            UnaryOperator<String> redact,
            Supplier<Optional<Credentials>> outside) {
        this.clock = clock;
        this.redact = redact;
        this.outside = outside;
    }

    /**
     * Asks it two questions, blocking.
     *
     * @param broker null while there is none
     * @param whyNot why there is none, for people
     */
    List<Row> rows(@Nullable Broker broker, String whyNot) {
        if (broker == null) {
            return notReached(whyNot);
        }
        try {
            Instant asked = clock.instant();
            MarketClock venue = broker.clock();
            Instant answered = clock.instant();
            List<Row> rows = new ArrayList<>();
            rows.add(REACH.row(reached(broker, Duration.between(asked, answered))));
            rows.addAll(account(broker));
            rows.add(OFFSET.row(offset(asked, venue.now(), answered)));
            rows.add(HOURS.row(hours(venue)));
            return told(rows);
        } catch (BrokerException refused) {
            return told(
                    refused.isUnauthorized()
                            ? refused(broker, refused)
                            : notReached(String.valueOf(refused.getMessage())));
        }
    }

    private static Finding reached(Broker broker, Duration took) {
        return pass(broker.status().venue() + " answers within " + took.toMillis() + " ms");
    }

    private static List<Row> account(Broker broker) throws BrokerException {
        BrokerAccount account = broker.account();
        return List.of(
                CREDENTIALS.row(pass("accepted by " + broker.status().venue())),
                ACCOUNT.row(account(account)));
    }

    private static Finding account(BrokerAccount account) {
        if (account.active()) {
            return pass(account.number() + " is active, equity " + account.equity());
        }
        if (account.blockedReason().equals(SUSPENDED)) {
            // A halt may have had it so: its end is for a running session.
            return warn(
                    account.number() + " takes no orders: " + SUSPENDED,
                    "trading:resume ends it if a halt did that (trading:account tells); else lift it at the venue");
        }
        return fail(
                account.number() + " must not trade: " + account.blockedReason(),
                "see the account at the venue, or ask its support");
    }

    private List<Row> refused(Broker broker, BrokerException why) {
        return List.of(
                REACH.row(pass(broker.status().venue() + " answers")),
                CREDENTIALS.row(fail("refused: " + why.getMessage(), KeyRemedy.of(outside.get()))),
                ACCOUNT.row(skipped("without credentials")),
                OFFSET.row(skipped("without credentials")),
                HOURS.row(skipped("without credentials")));
    }

    private List<Row> notReached(String why) {
        return List.of(
                REACH.row(
                        fail(
                                why,
                                "check network, proxy and name server; it is asked again until it answers")),
                CREDENTIALS.row(skipped("the venue is not reached")),
                ACCOUNT.row(skipped("the venue is not reached")),
                OFFSET.row(skipped("the venue is not reached")),
                HOURS.row(skipped("the venue is not reached")));
    }

    private Finding offset(Instant asked, Instant venue, Instant answered) {
        if (clock instanceof TradingClock trading && trading.isEventTime()) {
            return skipped("time passes with market events");
        }
        Duration half = Duration.between(asked, answered).dividedBy(2);
        Duration offset = Duration.between(venue, asked.plus(half));
        String text =
                Math.abs(offset.toMillis())
                        + " ms "
                        + (offset.isNegative() ? "behind" : "ahead of")
                        + " the venue, give or take "
                        + half.toMillis();
        return offset.abs().compareTo(WORTH_A_WARNING.plus(half)) <= 0
                ? pass(text)
                : warn(
                        text,
                        "set the clock of the machine, best by NTP; beyond maxClockOffsetMillis entries stay suspended");
    }

    private static Finding hours(MarketClock venue) {
        return venue.open()
                ? pass("open until " + venue.nextClose())
                : warn("closed, opens " + venue.nextOpen(), "");
    }

    private List<Row> told(List<Row> rows) {
        return rows.stream()
                .map(
                        row ->
                                new Row(
                                        row.check(),
                                        row.verdict(),
                                        redact.apply(row.reason()),
                                        row.remedy(),
                                        row.exitCode()))
                .toList();
    }
}

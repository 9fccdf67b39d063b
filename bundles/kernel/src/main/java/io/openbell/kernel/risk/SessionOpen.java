package io.openbell.kernel.risk;

import io.openbell.api.broker.TradingSession;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.value.AssetClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Row 12: the market is open by the venue's own clock and calendar, half days included, and no entry begins right after the
 * open or right before the close. Orders that ask for it may trade before the open and after the close, where that is
 * configured; orders for the opening auction may come before it. Coins always trade.
 */
record SessionOpen() implements RiskCheck {

    @Override
    public int row() {
        return 12;
    }

    @Override
    public Verdict check(Proposal proposal) {
        if (proposal.symbol().assetClass() == AssetClass.CRYPTO) {
            return Verdict.pass("session=always symbol=%s", proposal.symbol());
        }
        Optional<SessionsStated> stated = proposal.view().instruments().sessions(proposal.now());
        if (stated.isEmpty()) {
            return Verdict.deny(DenyReason.SESSION_CLOSED, "session=not known");
        }
        Instant venueNow = proposal.now().plus(stated.get().venueAhead());
        TradingHours hours = new TradingHours(stated.get().sessions());
        Optional<TradingSession> session = hours.at(venueNow);
        if (session.isEmpty()) {
            return proposal.intent().timeInForce() == TimeInForce.OPG
                    ? Verdict.pass("session=closed timeInForce=OPG venueTime=%s", venueNow)
                    : Verdict.deny(
                            DenyReason.SESSION_CLOSED, "session=closed venueTime=%s", venueNow);
        }
        return TradingHours.isRegular(session.get(), venueNow)
                ? withinDay(proposal, hours, session.get(), venueNow)
                : beyondDay(proposal, session.get(), venueNow);
    }

    private static Verdict beyondDay(Proposal proposal, TradingSession session, Instant venueNow) {
        boolean asked = proposal.intent().instructions().extendedHours();
        boolean auction =
                proposal.intent().timeInForce() == TimeInForce.OPG
                        && venueNow.isBefore(session.open());
        boolean allowed = proposal.limits().hours().extendedHours();
        return auction || (asked && allowed)
                ? Verdict.pass("session=extended open=%s close=%s", session.open(), session.close())
                : Verdict.deny(
                        DenyReason.SESSION_CLOSED,
                        "session=extended asked=%s allowed=%s open=%s close=%s",
                        asked,
                        allowed,
                        session.open(),
                        session.close());
    }

    private static Verdict withinDay(
            Proposal proposal, TradingHours hours, TradingSession session, Instant venueNow) {
        Duration sinceOpen = hours.sinceOpen(session, venueNow);
        Duration untilClose = hours.untilClose(session, venueNow);
        Duration afterOpen = proposal.limits().hours().afterOpen();
        Duration beforeClose = proposal.limits().hours().beforeClose();
        boolean near = sinceOpen.compareTo(afterOpen) < 0 || untilClose.compareTo(beforeClose) < 0;
        return near && !proposal.reduces()
                ? Verdict.deny(
                        DenyReason.NEAR_BOUNDARY,
                        "sinceOpenSeconds=%d min=%d untilCloseSeconds=%d min=%d",
                        sinceOpen.toSeconds(),
                        afterOpen.toSeconds(),
                        untilClose.toSeconds(),
                        beforeClose.toSeconds())
                : Verdict.pass(
                        "session=regular open=%s close=%s venueTime=%s",
                        session.open(), session.close(), venueNow);
    }
}

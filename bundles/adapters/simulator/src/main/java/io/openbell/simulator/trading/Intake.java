package io.openbell.simulator.trading;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.simulator.market.Tape;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads, checks and accepts orders and replacements. A refusal is a line in the ledger, too. */
final class Intake {

    private final Books books;
    private final Clerk clerk;
    private final Tape tape;
    private final BuyingPower power;
    private final Schedule schedule;
    private final Interference interference;
    private final AcceptanceChecks checks;
    private final Rooms rooms;
    private final WashTrades washTrades;

    Intake(
            Books books,
            Clerk clerk,
            Tape tape,
            BuyingPower power,
            Schedule schedule,
            Interference interference) {
        this.books = books;
        this.clerk = clerk;
        this.tape = tape;
        this.power = power;
        this.schedule = schedule;
        this.interference = interference;
        this.checks = new AcceptanceChecks(books, tape, power, schedule);
        this.rooms = new Rooms(books, tape, power);
        this.washTrades = new WashTrades(books);
    }

    VenueOrder submit(JsonNode body) throws Refusal, IOException {
        interference.beforeAcceptance();
        OrderRequest request;
        try {
            requireUnblockedAccount();
            request = checks.admit(TicketReader.read(body, tape), clerk.now());
        } catch (Refusal refusal) {
            clerk.refused(
                    body.path("client_order_id").asText(), body.path("symbol").asText(), refusal);
            throw refusal;
        }
        return accept(request);
    }

    private void requireUnblockedAccount() throws Refusal {
        if (interference.isAccountBlocked()) {
            throw Refusal.forbidden("account is blocked from trading", Map.of());
        }
    }

    private VenueOrder accept(OrderRequest request) throws IOException {
        Instant now = clerk.now();
        OrderTicket ticket = request.ticket();
        String id = clerk.orderId(0);
        VenueOrder.Status status =
                schedule.waits(ticket, now) ? VenueOrder.Status.ACCEPTED : VenueOrder.Status.NEW;
        List<LedgerEntry.Leg> legs = new ArrayList<>();
        for (OrderRequest.Leg leg : request.legs()) {
            legs.add(
                    new LedgerEntry.Leg(
                            clerk.orderId(1 + legs.size()),
                            leg.ticket(),
                            leg.role(),
                            leg.role() == LegRole.PART ? status : VenueOrder.Status.HELD));
        }
        clerk.write(
                new LedgerEntry.Accepted(id, ticket, legs, status, schedule.end(ticket, now), now));
        return books.find(id).orElseThrow();
    }

    VenueOrder replace(VenueOrder old, JsonNode body) throws Refusal, IOException {
        interference.beforeAcceptance();
        OrderTicket ticket;
        try {
            requireUnblockedAccount();
            checks.requireActiveAccount();
            ticket = Replacement.read(old, body);
            checks.requireNewName(ticket.clientOrderId());
            washTrades.require(ticket);
            requireMeans(old, ticket);
        } catch (Refusal refusal) {
            clerk.refused(body.path("client_order_id").asText(), old.ticket().symbol(), refusal);
            throw refusal;
        }
        Instant now = clerk.now();
        String id = clerk.orderId(0);
        clerk.write(
                new LedgerEntry.Replaced(
                        old.id(),
                        id,
                        ticket,
                        beginning(old, ticket, now),
                        end(old, ticket, now),
                        now));
        return books.find(id).orElseThrow();
    }

    private VenueOrder.Status beginning(VenueOrder old, OrderTicket ticket, Instant now) {
        if (old.status() == VenueOrder.Status.HELD) {
            return VenueOrder.Status.HELD;
        }
        if (schedule.waits(ticket, now)) {
            return VenueOrder.Status.ACCEPTED;
        }
        return old.filled().signum() > 0
                ? VenueOrder.Status.PARTIALLY_FILLED
                : VenueOrder.Status.NEW;
    }

    private @Nullable Instant end(VenueOrder old, OrderTicket ticket, Instant now) {
        return ticket.lasting() == old.ticket().lasting()
                ? old.endsAt()
                : schedule.end(ticket, now);
    }

    /** What the old order has reserved counts for the new one. */
    private void requireMeans(VenueOrder old, OrderTicket ticket) throws Refusal {
        BigDecimal remaining = ticket.quantity().subtract(old.filled());
        if (ticket.isMultiLeg() || old.role() != LegRole.MAIN) {
            return;
        }
        BigDecimal more = remaining.subtract(old.remaining());
        if (power.closes(ticket)) {
            if (more.signum() > 0) {
                rooms.requireShares(ticket, books.holding(ticket.instrument().positionKey()), more);
            }
            return;
        }
        if (ticket.side() == Side.BUY) {
            rooms.requirePurse(
                    ticket.instrument(),
                    power.payment(ticket, remaining),
                    power.payment(old.ticket(), old.remaining()));
        }
        BigDecimal cost = power.dollars(ticket, remaining);
        BigDecimal freed = power.dollars(old.ticket(), old.remaining());
        BigDecimal available =
                switch (ticket.instrument().assetClass()) {
                    case US_EQUITY -> power.marginable();
                    case CRYPTO -> power.nonMarginable();
                    case US_OPTION -> power.options();
                };
        if (cost.subtract(freed).compareTo(available) > 0) {
            throw AcceptanceChecks.insufficientBuyingPower(cost, available.add(freed));
        }
    }
}

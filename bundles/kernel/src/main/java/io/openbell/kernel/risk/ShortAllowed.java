package io.openbell.kernel.risk;

import io.openbell.api.broker.Asset;
import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderClass;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Row 22: nothing is sold beyond what is held, unless short sales are on here and at the account, and the venue lends the
 * instrument. Coins are never sold short. A sold call is covered by shares, or by a bought call that ends no
 * earlier; a sold put by cash; several legs may hold sold
 * ones as long as their loss has a bound.
 */
record ShortAllowed() implements RiskCheck {

    @Override
    public int row() {
        return 22;
    }

    @Override
    public Verdict check(Proposal proposal) {
        Optional<Verdict> uncovered = uncovered(proposal);
        if (uncovered.isPresent()) {
            return uncovered.get();
        }
        if (proposal.intent().instructions().orderClass() instanceof OrderClass.MultiLeg group) {
            return proposal.reduces() || MaximumLoss.of(group.legs(), Price.ZERO).isPresent()
                    ? Verdict.pass("legs=%d loss=bounded", group.legs().size())
                    : Verdict.deny(
                            DenyReason.SHORT_NOT_ALLOWED,
                            "legs=%d loss=without a bound",
                            group.legs().size());
        }
        Claim claim = proposal.claims().get(0);
        Quantity opening = proposal.opening(claim);
        if (proposal.isBuy() || opening.isZero()) {
            return Verdict.pass("side=%s opens=%s", proposal.intent().side(), opening);
        }
        return claim.symbol().assetClass() == AssetClass.US_OPTION
                ? contracts(proposal, claim, opening)
                : shares(proposal, claim, opening);
    }

    /** An exit from shares or bought calls must not leave sold calls without them, or with less than there was. */
    private static Optional<Verdict> uncovered(Proposal proposal) {
        Symbol underlying = proposal.symbol().underlying();
        Map<Symbol, Long> before = shares(proposal, underlying);
        Map<Symbol, Long> after = new HashMap<>(before);
        proposal.claims().forEach(claim -> add(claim, underlying, after));
        for (Map.Entry<Symbol, Long> held : after.entrySet()) {
            boolean promise = held.getValue() < 0 && isCall(held.getKey(), underlying);
            if (!promise) {
                continue;
            }
            long spare = spare(after, held.getKey());
            if (spare < 0 && spare < spare(before, held.getKey())) {
                return Optional.of(
                        Verdict.deny(
                                DenyReason.SHORT_NOT_ALLOWED,
                                "soldCall=%s promised=%s uncovered=%s",
                                held.getKey(),
                                new Quantity(-held.getValue()),
                                new Quantity(-spare)));
            }
        }
        return Optional.empty();
    }

    /** Shares and calls on them, in shares, as they are once every open order to sell has filled. */
    private static Map<Symbol, Long> shares(Proposal proposal, Symbol underlying) {
        Map<Symbol, Long> held = new HashMap<>();
        for (var position : proposal.view().positions()) {
            long shares = inShares(position.symbol(), underlying, position.quantity());
            if (shares != 0) {
                held.put(position.symbol(), shares);
            }
        }
        for (Order order : proposal.open()) {
            for (Claim claim : Commitments.claimsOf(order, proposal.open())) {
                if (claim.side() == Side.SELL || fillsTogether(order)) {
                    add(claim, underlying, held);
                }
            }
        }
        for (ExternalOrder order : proposal.view().external()) {
            if (order.side() == Side.SELL) {
                long shares = inShares(order.symbol(), underlying, order.remaining());
                held.merge(order.symbol(), -shares, Math::addExact);
            }
        }
        return held;
    }

    /** What several contracts in one order promise, the others of them bring: they fill together or not at all. */
    private static boolean fillsTogether(Order order) {
        return order.intent().instructions().orderClass() instanceof OrderClass.MultiLeg
                || (order.links().parent().isPresent()
                        && order.intent().symbol().assetClass() == AssetClass.US_OPTION);
    }

    private static void add(Claim claim, Symbol underlying, Map<Symbol, Long> held) {
        long shares = inShares(claim.symbol(), underlying, claim.side().signed(claim.quantity()));
        held.merge(claim.symbol(), shares, Math::addExact);
    }

    /**
     * What is left of the shares once every call that lasts as long as this one has taken or brought its own; negative when
     * it does not suffice. As with {@link MaximumLoss}, a bought call that ends earlier brings nothing, and its strike
     * bounds the loss wherever it is.
     */
    private static long spare(Map<Symbol, Long> held, Symbol call) {
        int expiration = OptionTerms.of(call).expiration();
        long spare = 0;
        for (Map.Entry<Symbol, Long> each : held.entrySet()) {
            Symbol symbol = each.getKey();
            boolean ended =
                    symbol.assetClass() == AssetClass.US_OPTION
                            && OptionTerms.of(symbol).expiration() < expiration;
            spare = ended ? spare : Math.addExact(spare, each.getValue());
        }
        return spare;
    }

    /** Shares that so much of it is or may become; zero for what is no share of that name and no call on it. */
    private static long inShares(Symbol symbol, Symbol underlying, Quantity quantity) {
        if (symbol.equals(underlying)) {
            return quantity.raw();
        }
        return isCall(symbol, underlying)
                ? Math.multiplyExact(quantity.raw(), OptionTerms.MULTIPLIER)
                : 0;
    }

    private static Verdict shares(Proposal proposal, Claim claim, Quantity opening) {
        boolean on = proposal.limits().allowShort();
        boolean account =
                proposal.view()
                        .account()
                        .map(stated -> stated.rights().shortingEnabled())
                        .orElse(false);
        boolean easyOnly = proposal.limits().instruments().onlyEasyToBorrow();
        boolean lent =
                proposal.view()
                        .instruments()
                        .instrument(claim.symbol(), proposal.now())
                        .flatMap(InstrumentStated::asset)
                        .map(asset -> isLent(asset, easyOnly))
                        .orElse(false);
        boolean coin = claim.symbol().assetClass() == AssetClass.CRYPTO;
        return on && account && lent && !coin
                ? Verdict.pass("opens=%s shorts=on account=on lent=true", opening)
                : Verdict.deny(
                        DenyReason.SHORT_NOT_ALLOWED,
                        "quantity=%s position=%s pending=%s shorts=%s account=%s lent=%s",
                        claim.quantity(),
                        proposal.view().position(claim.symbol()),
                        proposal.committed().pending(claim.symbol(), claim.side()),
                        on && !coin ? "on" : "off",
                        account ? "on" : "off",
                        lent);
    }

    private static boolean isLent(Asset asset, boolean easyOnly) {
        return asset.shortable() && (asset.easyToBorrow() || !easyOnly);
    }

    private static Verdict contracts(Proposal proposal, Claim claim, Quantity opening) {
        Symbol underlying = claim.symbol().underlying();
        boolean call = OptionTerms.of(claim.symbol()).call();
        Quantity shares = proposal.view().position(underlying);
        Quantity promised =
                proposal.committed().pending(underlying, Side.SELL).plus(soldCalls(proposal));
        Quantity needed = new Quantity(Math.multiplyExact(opening.raw(), OptionTerms.MULTIPLIER));
        boolean covered = !call || !needed.plus(promised).exceeds(shares);
        return proposal.limits().allowShort() && covered
                ? Verdict.pass("contracts=%s shares=%s promised=%s", opening, shares, promised)
                : Verdict.deny(
                        DenyReason.SHORT_NOT_ALLOWED,
                        "contracts=%s shares=%s promised=%s shorts=%s",
                        opening,
                        shares,
                        promised,
                        proposal.limits().allowShort() ? "on" : "off");
    }

    /** Shares that calls on the same underlying may take, held short or about to be sold. */
    private static Quantity soldCalls(Proposal proposal) {
        Symbol underlying = proposal.symbol().underlying();
        long contracts = 0;
        for (var position : proposal.view().positions()) {
            if (isCall(position.symbol(), underlying) && position.quantity().isNegative()) {
                contracts = Math.addExact(contracts, position.quantity().abs().raw());
            }
        }
        for (Claim claim : proposal.committed().claims()) {
            if (isCall(claim.symbol(), underlying) && claim.side() == Side.SELL) {
                contracts = Math.addExact(contracts, claim.quantity().raw());
            }
        }
        return new Quantity(Math.multiplyExact(contracts, OptionTerms.MULTIPLIER));
    }

    private static boolean isCall(Symbol symbol, Symbol underlying) {
        return symbol.assetClass() == AssetClass.US_OPTION
                && symbol.underlying().equals(underlying)
                && OptionTerms.of(symbol).call();
    }
}

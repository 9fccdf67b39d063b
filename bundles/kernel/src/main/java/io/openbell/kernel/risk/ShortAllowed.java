package io.openbell.kernel.risk;

import io.openbell.api.broker.Asset;
import io.openbell.api.order.OrderClass;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.util.Optional;

/**
 * Row 22: nothing is sold beyond what is held, unless short sales are on here and at the account, and the venue lends the
 * instrument. Coins are never sold short. A sold call is covered by shares, a sold put by cash; several legs may hold sold
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

    /** An exit from shares or bought calls must not leave sold calls without them. */
    private static Optional<Verdict> uncovered(Proposal proposal) {
        Symbol underlying = proposal.symbol().underlying();
        long sold = 0;
        for (Claim claim : proposal.claims()) {
            long shares = inShares(claim.symbol(), underlying, claim.quantity());
            sold = Math.addExact(sold, claim.side() == Side.SELL ? shares : -shares);
        }
        if (sold <= 0) {
            return Optional.empty();
        }
        long promised = 0;
        long cover = 0;
        for (var position : proposal.view().positions()) {
            long shares = inShares(position.symbol(), underlying, position.quantity());
            if (shares < 0 && isCall(position.symbol(), underlying)) {
                promised = Math.subtractExact(promised, shares);
            } else {
                cover = Math.addExact(cover, shares);
            }
        }
        for (Claim claim : proposal.committed().claims()) {
            if (claim.side() == Side.SELL) {
                long shares = inShares(claim.symbol(), underlying, claim.quantity());
                cover = Math.subtractExact(cover, shares);
            }
        }
        return promised > 0 && Math.subtractExact(cover, sold) < promised
                ? Optional.of(
                        Verdict.deny(
                                DenyReason.SHORT_NOT_ALLOWED,
                                "sold=%s cover=%s promised=%s",
                                new Quantity(sold),
                                new Quantity(cover),
                                new Quantity(promised)))
                : Optional.empty();
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

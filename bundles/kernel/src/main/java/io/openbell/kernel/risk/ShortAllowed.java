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

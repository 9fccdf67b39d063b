package io.openbell.simulator;

import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.Faults;
import io.openbell.simulator.faults.Occasion;
import io.openbell.simulator.market.AssetClass;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.Tape;
import io.openbell.simulator.market.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Stocks whose trading a fault halts, and the words of the tapes for that. On the exchange's thread. */
final class TradingHalts {

    private final Tape tape;
    private final Faults faults;
    private final Set<String> halted = new HashSet<>();

    TradingHalts(Tape tape, Faults faults) {
        this.tape = tape;
        this.faults = faults;
    }

    boolean isHalted(String symbol) {
        return !halted.isEmpty() && halted.contains(symbol);
    }

    /** What began and ended since the last look. */
    List<Tick.Status> changes(Instant now) {
        if (faults.isQuiet() && halted.isEmpty()) {
            return List.of();
        }
        List<Tick.Status> changes = new ArrayList<>();
        for (Listing listing : tape.listings()) {
            String symbol = listing.symbol();
            if (listing.assetClass() != AssetClass.US_EQUITY) {
                continue;
            }
            boolean halts =
                    faults.lasting(FaultKind.HALTED_SYMBOL, Occasion.order(symbol)).isPresent();
            if (halts && halted.add(symbol)) {
                changes.add(halt(listing, now));
            } else if (!halts && halted.remove(symbol)) {
                changes.add(resumption(listing, now));
            }
        }
        return changes;
    }

    /** Nasdaq's stocks are on tape C, which has letters of its own. */
    private static Tick.Status halt(Listing listing, Instant now) {
        boolean nasdaq = listing.tape().equals("C");
        return new Tick.Status(
                listing.symbol(),
                true,
                nasdaq ? "H" : "2",
                "Trading Halt",
                nasdaq ? "T1" : "P",
                nasdaq ? "Halt News Pending" : "News Pending",
                listing.tape(),
                now);
    }

    private static Tick.Status resumption(Listing listing, Instant now) {
        boolean nasdaq = listing.tape().equals("C");
        return new Tick.Status(
                listing.symbol(),
                false,
                nasdaq ? "T" : "3",
                nasdaq ? "Trading Resumption" : "Resume",
                "",
                "",
                listing.tape(),
                now);
    }
}

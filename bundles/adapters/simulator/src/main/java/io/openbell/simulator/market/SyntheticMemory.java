package io.openbell.simulator.market;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the last prices: {@code market.json} those of stocks, {@code crypto.json} those of coins. */
final class SyntheticMemory {

    private static final Logger LOG = LoggerFactory.getLogger(SyntheticMemory.class);

    private final Path stocksFile;
    private final Path coinsFile;
    private boolean saveFails;

    SyntheticMemory(Path folder) {
        this.stocksFile = folder.resolve("market.json");
        this.coinsFile = folder.resolve("crypto.json");
    }

    MarketMemory stocks() throws IOException {
        return MarketMemory.load(stocksFile, Listing.SYNTHETIC);
    }

    MarketMemory coins() throws IOException {
        return MarketMemory.load(coinsFile, CryptoModel.LISTINGS);
    }

    void save(MarketMemory stocks, MarketMemory coins) {
        try {
            stocks.save(stocksFile, Listing.SYNTHETIC);
            coins.save(coinsFile, CryptoModel.LISTINGS);
            saveFails = false;
        } catch (IOException failure) {
            if (!saveFails) {
                saveFails = true;
                LOG.warn(
                        "last prices not saved, a restart would jump file={} cause={}",
                        stocksFile,
                        failure.toString());
            }
        }
    }
}

package io.openbell.api.broker;

import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Page;
import io.openbell.api.value.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What the venue knows of instruments and of its hours, in every mode that has market data. Every method blocks, at most
 * ten seconds: never call them on the trading loop. Safe on any thread.
 */
public interface VenueDirectory {

    /** Clock and session. */
    MarketClock clock() throws BrokerException;

    /** The days from {@code from} to {@code to}, both inclusive, on which the stock market is open, oldest first. */
    List<TradingSession> sessions(LocalDate from, LocalDate to) throws BrokerException;

    /** The instrument, empty when the venue does not know it. */
    Optional<Asset> asset(Symbol symbol) throws BrokerException;

    /** Every active instrument of that kind, by symbol. Thousands for shares: keep them. */
    List<Asset> assets(AssetClass assetClass) throws BrokerException;

    /** The option contract, empty when the venue does not know it. */
    Optional<OptionContract> optionContract(Symbol symbol) throws BrokerException;

    /**
     * Active option contracts, by symbol.
     *
     * @param resume empty at first, then {@link Page#next} of the page before
     */
    Page<OptionContract> optionContracts(OptionContractQuery query, String resume)
            throws BrokerException;
}

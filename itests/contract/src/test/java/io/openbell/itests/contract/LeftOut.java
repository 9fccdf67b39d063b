package io.openbell.itests.contract;

import java.util.Map;
import java.util.TreeMap;

/** Operations of the contracts that the exchange does not offer, each with the reason. */
final class LeftOut {

    private static final String CUSTODY = "moves assets between custodians; no trading";
    private static final String LOCATES =
            "borrows for hard-to-borrow shares; every listing here is easy to borrow";
    private static final String FOREX = "reference rates of other currencies; accounts are in USD";

    static final Map<String, String> TRADING =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("listLocates", LOCATES),
                            Map.entry("createLocates", LOCATES),
                            Map.entry("getLocate", LOCATES),
                            Map.entry("listLocateQuotes", LOCATES),
                            Map.entry("postTokenizationMint", CUSTODY),
                            Map.entry("getTokenizationRequests", CUSTODY),
                            Map.entry("getTokenizationRequest", CUSTODY),
                            Map.entry("getTokenizationRequestByClientRequestID", CUSTODY),
                            Map.entry("listCryptoFundingWallets", CUSTODY),
                            Map.entry("getCryptoTransferEstimate", CUSTODY),
                            Map.entry("listCryptoFundingTransfers", CUSTODY),
                            Map.entry("createCryptoTransferForAccount", CUSTODY),
                            Map.entry("getCryptoFundingTransfer", CUSTODY),
                            Map.entry("listWhitelistedAddress", CUSTODY),
                            Map.entry("createWhitelistedAddress", CUSTODY),
                            Map.entry("deleteWhitelistedAddress", CUSTODY)));

    static final Map<String, String> DATA =
            new TreeMap<>(
                    Map.of(
                            "LatestRates",
                            FOREX,
                            "Rates",
                            FOREX,
                            "Logos",
                            "pictures for web pages",
                            "SubscribeToCorporateActionsEventsSSE",
                            "a feed for back offices; the same facts come by GET"));

    private LeftOut() {}
}

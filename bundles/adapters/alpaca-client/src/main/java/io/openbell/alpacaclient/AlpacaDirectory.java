package io.openbell.alpacaclient;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.alpacaclient.connection.Deadline;
import io.openbell.alpacaclient.decode.Fields;
import io.openbell.alpacaclient.decode.VenueJson;
import io.openbell.alpacaclient.rest.Question;
import io.openbell.alpacaclient.rest.VenueRest;
import io.openbell.api.broker.Asset;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.MarketClock;
import io.openbell.api.broker.OptionContract;
import io.openbell.api.broker.OptionContractQuery;
import io.openbell.api.broker.TradingSession;
import io.openbell.api.broker.VenueDirectory;
import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Page;
import io.openbell.api.value.Symbol;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Alpaca knows of instruments and of its hours. */
@Component(
        immediate = true,
        service = VenueDirectory.class,
        property = SessionComponent.PROPERTY + "=" + AlpacaClient.ID)
@SatisfyingConditionTarget(Permit.ALPACA_CLIENT)
public final class AlpacaDirectory implements VenueDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(AlpacaDirectory.class);
    private static final int CONTRACTS_PER_PAGE = 1_000;

    private final AlpacaClient client;

    /** Connects when it is asked. */
    @Activate
    public AlpacaDirectory(@Reference AlpacaClient client) {
        this.client = client;
    }

    @Override
    public MarketClock clock() throws BrokerException {
        return VenueJson.clock(ask(new Question("/v2/clock")));
    }

    @Override
    public List<TradingSession> sessions(LocalDate from, LocalDate to) throws BrokerException {
        // The contract wants moments here, though days are meant.
        Question question =
                new Question("/v2/calendar")
                        .with("start", from + "T00:00:00Z")
                        .with("end", to + "T00:00:00Z");
        List<TradingSession> sessions = new ArrayList<>();
        for (Fields day : list(question)) {
            sessions.add(VenueJson.session(day));
        }
        return sessions;
    }

    @Override
    public Optional<Asset> asset(Symbol symbol) throws BrokerException {
        String path = "/v2/assets/" + VenueRest.encoded(symbol.ticker());
        Optional<Fields> asset = find(new Question(path));
        return asset.isPresent() ? Optional.of(VenueJson.asset(asset.get())) : Optional.empty();
    }

    @Override
    public List<Asset> assets(AssetClass assetClass) throws BrokerException {
        Question question =
                new Question("/v2/assets")
                        .with("status", "active")
                        .with("asset_class", assetClass.name().toLowerCase(Locale.ROOT));
        List<Asset> assets = new ArrayList<>();
        int unspeakable = 0;
        for (Fields asset : list(question)) {
            // Among ten thousand there are some whose names we cannot spell, and will not trade.
            if (Symbol.isValid(asset.text("symbol"))) {
                assets.add(VenueJson.asset(asset));
            } else {
                unspeakable++;
            }
        }
        if (unspeakable > 0) {
            LOG.info("instruments left out: class={}, count={}", assetClass, unspeakable);
        }
        assets.sort(Comparator.comparing(Asset::symbol));
        return assets;
    }

    @Override
    public Optional<OptionContract> optionContract(Symbol symbol) throws BrokerException {
        String path = "/v2/options/contracts/" + VenueRest.encoded(symbol.ticker());
        Optional<Fields> contract = find(new Question(path));
        return contract.isPresent()
                ? Optional.of(VenueJson.contract(contract.get()))
                : Optional.empty();
    }

    @Override
    public Page<OptionContract> optionContracts(OptionContractQuery query, String resume)
            throws BrokerException {
        Question question =
                new Question("/v2/options/contracts")
                        .withSymbols("underlying_symbols", query.underlyings())
                        .with("status", "active")
                        .with("expiration_date_gte", query.expirationFrom())
                        .with("expiration_date_lte", query.expirationTo())
                        .with("type", query.right().map(r -> r.name().toLowerCase(Locale.ROOT)))
                        .with("strike_price_gte", query.strikeFrom())
                        .with("strike_price_lte", query.strikeTo())
                        .with("limit", CONTRACTS_PER_PAGE)
                        .withText("page_token", resume);
        Fields answer = ask(question);
        List<OptionContract> contracts = new ArrayList<>();
        for (Fields contract : answer.list("option_contracts")) {
            contracts.add(VenueJson.contract(contract));
        }
        String next = answer.text("next_page_token", "");
        if (!next.isEmpty() && next.equals(resume)) {
            throw new BrokerException(question.source() + ": a page leads to itself", 0);
        }
        return new Page<>(contracts, next);
    }

    private Optional<Fields> find(Question question) throws BrokerException {
        try {
            return Optional.of(ask(question));
        } catch (BrokerException failed) {
            if (failed.httpStatus() == 404) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private Fields ask(Question question) throws BrokerException {
        return Fields.of(question.source(), answer(question));
    }

    private List<Fields> list(Question question) throws BrokerException {
        return Fields.list(question.source(), answer(question));
    }

    private JsonNode answer(Question question) throws BrokerException {
        return client.rest()
                .askTrading(question.toString(), Deadline.in(client.settings().requestTimeout()));
    }
}

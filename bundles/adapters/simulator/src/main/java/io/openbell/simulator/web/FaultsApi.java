package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.faults.ArmedFault;
import io.openbell.simulator.faults.FaultPlan;
import io.openbell.simulator.faults.FaultReader;
import io.openbell.simulator.faults.Faults;
import io.openbell.simulator.faults.Strike;
import io.openbell.simulator.trading.Refusal;
import java.util.List;
import java.util.Optional;

/** Faults by hand: arm, list, clear; and the connections they strike. */
final class FaultsApi implements Api {

    private static final String FAULTS = "/openbell/control/faults";
    private static final String CONNECTIONS = "/openbell/control/connections";

    private final Faults faults;
    private final Connections connections;

    FaultsApi(Faults faults, Connections connections) {
        this.faults = faults;
        this.connections = connections;
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal {
        if (request.is("GET", FAULTS)) {
            int since = request.number("since", 0, Integer.MAX_VALUE, 0);
            return Optional.of(Reply.ok(list(since)));
        } else if (request.is("POST", FAULTS)) {
            return Optional.of(Reply.ok(json(faults.arm(FaultReader.read(request.json())))));
        } else if (request.is("DELETE", FAULTS)) {
            faults.clear();
            return Optional.of(new Reply(204, null));
        } else if (request.is("GET", CONNECTIONS)) {
            return Optional.of(Reply.ok(connected()));
        } else if (request.is("DELETE", CONNECTIONS)) {
            int cut = connections.cutStreams(request.parameter("path").orElse(""));
            return Optional.of(Reply.ok(Json.MAPPER.createObjectNode().put("cut", cut)));
        }
        return removed(request);
    }

    private Optional<Reply> removed(Request request) throws Refusal {
        Optional<String> fault = request.behind(FAULTS + "/");
        Optional<String> connection = request.behind(CONNECTIONS + "/");
        if (!request.method().equals("DELETE") || fault.isEmpty() && connection.isEmpty()) {
            return Optional.empty();
        }
        boolean done =
                fault.isPresent()
                        ? faults.clear(id(fault.get()))
                        : connections.cut(id(connection.orElseThrow()));
        if (!done) {
            throw Refusal.notFound(
                    fault.isPresent()
                            ? "no fault " + fault.get() + " is armed"
                            : "no connection " + connection.orElseThrow());
        }
        return Optional.of(new Reply(204, null));
    }

    private static long id(String text) throws Refusal {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            throw Refusal.invalid("invalid id: " + text + " must be a number");
        }
    }

    private ObjectNode list(long since) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        ArrayNode armed = json.putArray("armed");
        faults.armed().forEach(fault -> armed.add(json(fault)));
        put(json.putArray("strikes"), faults.strikes(since));
        return json;
    }

    /** What faults did, for whoever checks others against the ledger. */
    static void put(ArrayNode array, List<Strike> strikes) {
        strikes.forEach(
                strike ->
                        array.addObject()
                                .put("number", strike.number())
                                .put("fault_id", strike.faultId())
                                .put("fault", strike.kind().word())
                                .put("subject", strike.subject())
                                .put("at", strike.at().toString()));
    }

    private static ObjectNode json(ArmedFault fault) {
        FaultPlan plan = fault.plan();
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", fault.id());
        json.put("fault", plan.kind().word());
        json.put("method", plan.method());
        json.put("path", plan.path());
        json.put("symbol", plan.symbol());
        json.put("count", plan.count());
        json.put("probability", plan.probability());
        json.put("seed", plan.seed());
        json.put("durationSeconds", plan.duration().toSeconds());
        json.put("code", plan.code());
        json.put("millis", plan.millis());
        json.put("armed_at", fault.armedAt().toString());
        json.put("strikes", fault.strikes());
        return json;
    }

    private ArrayNode connected() {
        ArrayNode json = Json.MAPPER.createArrayNode();
        connections
                .present()
                .forEach(
                        entry ->
                                json.addObject()
                                        .put("id", entry.id())
                                        .put("use", entry.use())
                                        .put("tls", entry.isSecure())
                                        .put("remote_port", entry.remotePort())
                                        .put("since", entry.since().toString())
                                        .put("requests", entry.requests()));
        return json;
    }
}

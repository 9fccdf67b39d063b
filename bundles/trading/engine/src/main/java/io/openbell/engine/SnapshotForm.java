package io.openbell.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.engine.JournalSnapshot.Held;
import io.openbell.engine.JournalSnapshot.OpenOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A snapshot as a file: one line of JSON, and behind it the SHA-256 of that line. {@link #VERSION} changes with the fields,
 * and with what is in the digest: snapshots of another version say nothing to this program.
 */
final class SnapshotForm {

    static final int VERSION = 1;

    private final ObjectMapper json =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    byte[] encode(JournalSnapshot snapshot) throws IOException {
        ObjectNode root = json.createObjectNode();
        root.put("version", VERSION);
        root.put("sequence", snapshot.sequence());
        root.put("at", snapshot.at().toString());
        root.put("sha256", snapshot.sha256());
        root.put("halted", snapshot.halted());
        root.put("cash", snapshot.cash().toString());
        ArrayNode orders = root.putArray("orders");
        for (OpenOrder order : snapshot.orders()) {
            orders.addObject()
                    .put("id", order.id())
                    .put("symbol", order.symbol())
                    .put("side", order.side())
                    .put("quantity", order.quantity())
                    .put("filled", order.filled())
                    .put("status", order.status());
        }
        ArrayNode held = root.putArray("held");
        for (Held each : snapshot.held()) {
            held.addObject()
                    .put("source", each.source())
                    .put("symbol", each.symbol())
                    .put("quantity", each.quantity())
                    .put("averagePrice", each.averagePrice())
                    .put("realized", each.realized());
        }
        String line = json.writeValueAsString(root);
        return (line + '\n' + sha256(line) + '\n').getBytes(UTF_8);
    }

    /**
     * Number of the record it was written at, which is read in every version.
     *
     * @throws IOException if it is not whole
     */
    long sequence(byte[] bytes) throws IOException {
        return whole(bytes).object().path("sequence").longValue();
    }

    /** @throws IOException if it is not whole, or of another version */
    JournalSnapshot decode(byte[] bytes) throws IOException {
        JsonFields fields = whole(bytes);
        try {
            if (fields.whole("version") != VERSION) {
                throw new IOException(
                        "version " + fields.whole("version") + ", this program reads " + VERSION);
            }
            return read(fields);
        } catch (RuntimeException unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
    }

    private JsonFields whole(byte[] bytes) throws IOException {
        String[] lines = new String(bytes, UTF_8).split("\n", -1);
        if (lines.length != 3 || !lines[2].isEmpty() || !lines[1].equals(sha256(lines[0]))) {
            throw new IOException("its checksum does not fit");
        }
        return new JsonFields(json.readTree(lines[0]));
    }

    private static JournalSnapshot read(JsonFields from) {
        List<OpenOrder> orders = new ArrayList<>();
        for (JsonNode node : from.list("orders")) {
            JsonFields order = new JsonFields(node);
            orders.add(
                    new OpenOrder(
                            order.text("id"),
                            order.text("symbol"),
                            order.text("side"),
                            order.text("quantity"),
                            order.text("filled"),
                            order.text("status")));
        }
        List<Held> held = new ArrayList<>();
        for (JsonNode node : from.list("held")) {
            JsonFields each = new JsonFields(node);
            held.add(
                    new Held(
                            each.text("source"),
                            each.text("symbol"),
                            each.text("quantity"),
                            each.text("averagePrice"),
                            each.text("realized")));
        }
        return new JournalSnapshot(
                from.object().path("sequence").longValue(),
                from.instant("at"),
                from.text("sha256"),
                from.flag("halted"),
                orders,
                held,
                from.money("cash"));
    }

    private static String sha256(String line) {
        return HexFormat.of().formatHex(SegmentWriter.sha256().digest(line.getBytes(UTF_8)));
    }
}

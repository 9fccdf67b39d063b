package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/** The same messages in MessagePack. */
final class Msgpack {

    private static final Set<String> TIMES = Set.of("t", "created_at", "updated_at");
    private static final Set<String> COUNTS = Set.of("s", "bs", "as", "v", "n", "i", "os", "cs");
    private static final int DEEPEST = 20;

    private Msgpack() {}

    /**
     * A message.
     *
     * @param market times are the timestamp extension (type -1), prices are floats, as the market data streams have them;
     *               otherwise times stay text
     */
    static byte[] pack(JsonNode json, boolean market) {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            write(packer, "", json, market);
            return packer.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void write(MessagePacker packer, String name, JsonNode value, boolean market)
            throws IOException {
        switch (value.getNodeType()) {
            case OBJECT -> {
                packer.packMapHeader(value.size());
                for (Map.Entry<String, JsonNode> field : value.properties()) {
                    packer.packString(field.getKey());
                    write(packer, field.getKey(), field.getValue(), market);
                }
            }
            case ARRAY -> {
                packer.packArrayHeader(value.size());
                for (JsonNode element : value) {
                    write(packer, "", element, market);
                }
            }
            case STRING -> {
                if (market && TIMES.contains(name)) {
                    packer.packTimestamp(Instant.parse(value.textValue()));
                } else {
                    packer.packString(value.textValue());
                }
            }
            case NUMBER -> {
                boolean whole =
                        value.isIntegralNumber()
                                || COUNTS.contains(name) && value.decimalValue().scale() <= 0;
                if (whole) {
                    packer.packLong(value.longValue());
                } else {
                    packer.packDouble(value.doubleValue());
                }
            }
            case BOOLEAN -> packer.packBoolean(value.booleanValue());
            default -> packer.packNil();
        }
    }

    /**
     * Reads one message.
     *
     * @throws IOException if it is none, nested too deep, or followed by something
     */
    static JsonNode unpack(byte[] bytes) throws IOException {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
            JsonNode message = read(unpacker, 0);
            if (unpacker.hasNext()) {
                throw new IOException("something follows the message");
            }
            return message;
        } catch (MessagePackException malformed) {
            throw new IOException(malformed);
        }
    }

    private static JsonNode read(MessageUnpacker unpacker, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("nested deeper than " + DEEPEST);
        }
        return switch (unpacker.getNextFormat().getValueType()) {
            case MAP -> {
                ObjectNode object = Json.MAPPER.createObjectNode();
                int size = unpacker.unpackMapHeader();
                for (int i = 0; i < size; i++) {
                    object.set(read(unpacker, depth + 1).asText(), read(unpacker, depth + 1));
                }
                yield object;
            }
            case ARRAY -> {
                ArrayNode array = Json.MAPPER.createArrayNode();
                int size = unpacker.unpackArrayHeader();
                for (int i = 0; i < size; i++) {
                    array.add(read(unpacker, depth + 1));
                }
                yield array;
            }
            case STRING -> Json.MAPPER.getNodeFactory().textNode(unpacker.unpackString());
            case INTEGER -> Json.MAPPER.getNodeFactory().numberNode(unpacker.unpackBigInteger());
            case FLOAT -> Json.MAPPER.getNodeFactory().numberNode(unpacker.unpackDouble());
            case BOOLEAN -> Json.MAPPER.getNodeFactory().booleanNode(unpacker.unpackBoolean());
            default -> {
                unpacker.skipValue();
                yield Json.MAPPER.nullNode();
            }
        };
    }
}

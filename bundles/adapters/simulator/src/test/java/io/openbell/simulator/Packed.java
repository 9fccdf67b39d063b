package io.openbell.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.value.Value;

/** MessagePack as clients read and write it, on the library alone: maps, arrays, texts, numbers, truth values, nothing, timestamps. */
final class Packed {

    static final String TYPE = "application/msgpack";

    private Packed() {}

    static byte[] of(String json) {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            write(packer, Client.JSON.readTree(json));
            return packer.toByteArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(MessageBufferPacker packer, JsonNode node) throws IOException {
        if (node.isObject()) {
            packer.packMapHeader(node.size());
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                packer.packString(field.getKey());
                write(packer, field.getValue());
            }
        } else if (node.isArray()) {
            packer.packArrayHeader(node.size());
            for (JsonNode element : node) {
                write(packer, element);
            }
        } else {
            packer.packString(node.asText());
        }
    }

    /** As JSON; timestamps become texts that begin with {@code @}. */
    static String read(byte[] bytes) {
        try (var unpacker = MessagePack.newDefaultUnpacker(bytes)) {
            return json(unpacker.unpackValue()).toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JsonNode json(Value value) {
        if (value.isTimestampValue()) {
            return Client.JSON
                    .getNodeFactory()
                    .textNode("@" + value.asTimestampValue().toInstant());
        } else if (value.isMapValue()) {
            ObjectNode object = Client.JSON.createObjectNode();
            value.asMapValue()
                    .map()
                    .forEach(
                            (key, field) ->
                                    object.set(key.asStringValue().asString(), json(field)));
            return object;
        } else if (value.isArrayValue()) {
            ArrayNode array = Client.JSON.createArrayNode();
            value.asArrayValue().forEach(element -> array.add(json(element)));
            return array;
        } else if (value.isStringValue()) {
            return Client.JSON.getNodeFactory().textNode(value.asStringValue().asString());
        } else if (value.isIntegerValue()) {
            return Client.JSON.getNodeFactory().numberNode(value.asIntegerValue().asLong());
        } else if (value.isFloatValue()) {
            return Client.JSON.getNodeFactory().numberNode(value.asFloatValue().toDouble());
        } else if (value.isBooleanValue()) {
            return Client.JSON.getNodeFactory().booleanNode(value.asBooleanValue().getBoolean());
        } else if (value.isNilValue()) {
            return Client.JSON.nullNode();
        }
        throw new AssertionError("unexpected " + value.getValueType());
    }
}

package io.openbell.alpacaclient.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A MessagePack message of the stream's own as a tree: maps, lists and texts. What stands for numbers, times and the like is
 * there as nothing. For rare messages; market data has {@link MsgpackFrameReader}.
 */
public final class MsgpackDocument {

    private static final int DEEPEST = 16;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ByteBuffer in;

    private MsgpackDocument(ByteBuffer in) {
        this.in = in;
    }

    static JsonNode read(byte[] message, int length) throws IOException {
        try {
            return new MsgpackDocument(ByteBuffer.wrap(message, 0, length)).value(0);
        } catch (BufferUnderflowException cut) {
            throw new IOException("no valid MessagePack: more expected", cut);
        }
    }

    private JsonNode value(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("no valid MessagePack: deeper than " + DEEPEST + " levels");
        }
        int type = in.get() & 0xff;
        if (type >= 0x80 && type <= 0x8f) {
            return map(type & 0x0f, depth);
        } else if (type >= 0x90 && type <= 0x9f) {
            return list(type & 0x0f, depth);
        } else if (type >= 0xa0 && type <= 0xbf) {
            return NODES.textNode(text(type & 0x1f));
        } else if (type <= 0x7f || type >= 0xe0) {
            return NODES.nullNode();
        }
        return switch (type) {
            case 0xd9 -> NODES.textNode(text(unsigned(1)));
            case 0xda -> NODES.textNode(text(unsigned(2)));
            case 0xdb -> NODES.textNode(text(unsigned(4)));
            case 0xdc -> list(unsigned(2), depth);
            case 0xdd -> list(unsigned(4), depth);
            case 0xde -> map(unsigned(2), depth);
            case 0xdf -> map(unsigned(4), depth);
            default -> nothing(type);
        };
    }

    private JsonNode map(long size, int depth) throws IOException {
        ObjectNode map = NODES.objectNode();
        for (long left = size; left > 0; left--) {
            String name = value(depth + 1).asText();
            map.set(name, value(depth + 1));
        }
        return map;
    }

    private JsonNode list(long size, int depth) throws IOException {
        ArrayNode list = NODES.arrayNode();
        for (long left = size; left > 0; left--) {
            list.add(value(depth + 1));
        }
        return list;
    }

    private JsonNode nothing(int type) throws IOException {
        pass(
                switch (type) {
                    case 0xc0, 0xc2, 0xc3 -> 0;
                    case 0xcc, 0xd0 -> 1;
                    case 0xcd, 0xd1 -> 2;
                    case 0xca, 0xce, 0xd2 -> 4;
                    case 0xcb, 0xcf, 0xd3 -> 8;
                    case 0xc4 -> unsigned(1);
                    case 0xc5 -> unsigned(2);
                    case 0xc6 -> unsigned(4);
                    case 0xc7 -> 1 + unsigned(1);
                    case 0xc8 -> 1 + unsigned(2);
                    case 0xc9 -> 1 + unsigned(4);
                    case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> 1 + (1L << (type - 0xd4));
                    default -> throw new IOException("no valid MessagePack: an unknown type");
                });
        return NODES.nullNode();
    }

    private String text(long length) throws IOException {
        int from = in.position();
        pass(length);
        return new String(in.array(), from, (int) length, StandardCharsets.UTF_8);
    }

    private void pass(long length) throws IOException {
        if (length > in.remaining()) {
            throw new IOException("no valid MessagePack: more expected");
        }
        in.position(in.position() + (int) length);
    }

    private long unsigned(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | in.get() & 0xff;
        }
        return value;
    }
}

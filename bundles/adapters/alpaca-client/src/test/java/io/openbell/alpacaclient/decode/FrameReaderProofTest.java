package io.openbell.alpacaclient.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/**
 * The quick readers against Jackson and msgpack-core: some in every build, a million of each with {@code -Pproof}, or as many
 * as the system property {@code openbell.frames} says.
 */
class FrameReaderProofTest {

    private static final int FRAMES =
            Integer.getInteger("openbell.frames", Proof.figure(20_000, 1_000_000));

    private static List<String> read(FrameReader reader, byte[] frame) {
        List<String> heard = new ArrayList<>();
        FrameReader.Sink sink =
                new FrameReader.Sink() {
                    @Override
                    public void event(MarketEvent event) {
                        heard.add(event.toString());
                    }

                    @Override
                    public void control(String type, String message, int code) {
                        heard.add("control " + type + " " + message + " " + code);
                    }

                    @Override
                    public void unreadable(String why) {
                        heard.add("senseless");
                    }
                };
        try {
            reader.read(frame, frame.length, new SymbolTable(FrameMaker.WANTED), sink);
        } catch (IOException malformed) {
            heard.add("malformed");
        }
        return heard;
    }

    private static void compare(
            FrameReader reader,
            BiFunction<byte[], List<Symbol>, List<String>> oracle,
            byte[] frame,
            boolean json) {
        List<String> wanted = oracle.apply(frame, FrameMaker.WANTED);
        List<String> heard = read(reader, frame);
        if (!heard.equals(wanted)) {
            assertThat(heard)
                    .as(
                            json
                                    ? new String(frame, StandardCharsets.UTF_8)
                                    : HexFormat.of().formatHex(frame))
                    .isEqualTo(wanted);
        }
    }

    @Test
    void shouldReadJsonAsJacksonDoes() {
        FrameMaker maker = new FrameMaker(1);
        FrameReader reader = new JsonFrameReader();
        int events = 0;
        int malformed = 0;
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = maker.json(maker.message());
            if (i % 2 == 1) {
                frame = maker.damaged(frame);
            }
            compare(reader, FrameOracle::json, frame, true);
            List<String> heard = read(reader, frame);
            events += heard.size();
            malformed += heard.contains("malformed") ? 1 : 0;
        }
        System.out.printf(
                "json: %,d frames, %,d heard, %,d malformed%n", FRAMES, events, malformed);
        assertThat(events).as("the messages are worth reading").isGreaterThan(FRAMES / 2);
        assertThat(malformed).as("and the damage is real").isGreaterThan(FRAMES / 10);
        shown("JSON", "Jackson", events, malformed);
    }

    @Test
    void shouldReadMessagePackAsItsLibraryDoes() {
        FrameMaker maker = new FrameMaker(2);
        FrameReader reader = new MsgpackFrameReader();
        int events = 0;
        int malformed = 0;
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = maker.msgpack(maker.message());
            if (i % 2 == 1) {
                frame = maker.damaged(frame);
            }
            compare(reader, FrameOracle::msgpack, frame, false);
            List<String> heard = read(reader, frame);
            events += heard.size();
            malformed += heard.contains("malformed") ? 1 : 0;
        }
        System.out.printf(
                "msgpack: %,d frames, %,d heard, %,d malformed%n", FRAMES, events, malformed);
        assertThat(events).isGreaterThan(FRAMES / 2);
        assertThat(malformed).isGreaterThan(FRAMES / 10);
        shown("MessagePack", "msgpack-core", events, malformed);
    }

    private static void shown(String form, String library, int events, int malformed) {
        Proof.shown(
                11,
                "%,d generated frames of %s, every other one damaged".formatted(FRAMES, form),
                "%,d messages and %,d damages told as %s tells them"
                        .formatted(events - malformed, malformed, library),
                "a reader that passes over every thousandth trade differs");
    }

    @Test
    void shouldFindAReaderThatPassesOverATrade() {
        FrameMaker maker = new FrameMaker(1);
        List<byte[]> trades = new ArrayList<>();
        while (trades.size() < 1_000) {
            byte[] frame = maker.json(maker.message());
            if (FrameOracle.json(frame, FrameMaker.WANTED).stream()
                    .anyMatch(heard -> heard.startsWith("Trade["))) {
                trades.add(frame);
            }
        }
        int[] told = {0};
        FrameReader deaf =
                (message, length, wanted, sink) ->
                        new JsonFrameReader().read(message, length, wanted, new Deaf(sink, told));

        assertThatThrownBy(() -> trades.forEach(f -> compare(deaf, FrameOracle::json, f, true)))
                .isInstanceOf(AssertionError.class);
    }

    /** Passes over every thousandth trade. */
    private record Deaf(FrameReader.Sink to, int[] told) implements FrameReader.Sink {

        @Override
        public void event(MarketEvent event) {
            if (!(event instanceof Trade) || ++told[0] % 1_000 != 0) {
                to.event(event);
            }
        }

        @Override
        public void control(String type, String message, int code) throws IOException {
            to.control(type, message, code);
        }

        @Override
        public void unreadable(String why) {
            to.unreadable(why);
        }
    }

    @Test
    void shouldRefuseDepthAndCountsThatOnlyAnAttackerSends() {
        byte[] deep = ("{\"x\":" + "[".repeat(10_000)).getBytes(StandardCharsets.US_ASCII);
        byte[] many = {(byte) 0x91, (byte) 0x81, (byte) 0xa1, 'x', (byte) 0xdd, 0x7f, -1, -1, -1};
        FrameReader.Sink nobody =
                new FrameReader.Sink() {
                    @Override
                    public void event(MarketEvent event) {
                        throw new IllegalStateException("nothing to hear");
                    }

                    @Override
                    public void control(String type, String message, int code) {
                        throw new IllegalStateException("nothing to hear");
                    }

                    @Override
                    public void unreadable(String why) {
                        throw new IllegalStateException("nothing to hear");
                    }
                };
        SymbolTable none = new SymbolTable(List.of());

        assertThatThrownBy(() -> new JsonFrameReader().read(deep, deep.length, none, nobody))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("deeper than 64");
        assertThatThrownBy(() -> new MsgpackFrameReader().read(many, many.length, none, nobody))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more expected");
    }
}

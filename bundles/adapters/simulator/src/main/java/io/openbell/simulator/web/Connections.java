package io.openbell.simulator.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who is connected. */
final class Connections {

    private static final AttributeKey<Entry> ENTRY = AttributeKey.valueOf("openbell.connection");

    private final ChannelGroup channels;
    private final InstantSource clock;
    private long lastId;

    Connections(EventExecutor exchangeThread, InstantSource clock) {
        this.channels = new DefaultChannelGroup(exchangeThread, true);
        this.clock = clock;
    }

    /** What is known of a connection. */
    static final class Entry {

        private final long id;
        private final Channel channel;
        private final boolean secure;
        private final Instant since;
        private String use = "rest";
        private long requests;

        private Entry(long id, Channel channel, boolean secure, Instant since) {
            this.id = id;
            this.channel = channel;
            this.secure = secure;
            this.since = since;
        }

        long id() {
            return id;
        }

        boolean isSecure() {
            return secure;
        }

        Instant since() {
            return since;
        }

        /** {@code rest}, or the path of the stream it became. */
        String use() {
            return use;
        }

        long requests() {
            return requests;
        }

        int remotePort() {
            return channel.remoteAddress() instanceof InetSocketAddress address
                    ? address.getPort()
                    : 0;
        }
    }

    /** The listening sockets close with the rest. */
    void addListening(Channel channel) {
        channels.add(channel);
    }

    void add(Channel channel, boolean secure) {
        channel.attr(ENTRY).set(new Entry(++lastId, channel, secure, clock.instant()));
        channels.add(channel);
    }

    static void countRequest(Channel channel) {
        Entry entry = channel.attr(ENTRY).get();
        if (entry != null) {
            entry.requests++;
        }
    }

    static void become(Channel channel, String use) {
        Entry entry = channel.attr(ENTRY).get();
        if (entry != null) {
            entry.use = use;
        }
    }

    /** Present ones, oldest first. */
    List<Entry> present() {
        return channels.stream()
                .map(channel -> Optional.ofNullable(channel.attr(ENTRY).get()))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(Entry::id))
                .toList();
    }

    /** Breaks those streams' links, without a word. */
    int cutStreams(String path) {
        List<Entry> met =
                present().stream()
                        .filter(e -> !e.use.equals("rest") && e.use.startsWith(path))
                        .toList();
        met.forEach(entry -> cut(entry.channel));
        return met.size();
    }

    /** Breaks one link, without a word; false when there is none of that id. */
    boolean cut(long id) {
        Optional<Entry> met = present().stream().filter(entry -> entry.id == id).findFirst();
        met.ifPresent(entry -> cut(entry.channel));
        return met.isPresent();
    }

    /** As when the cable is pulled, but quicker: a reset. */
    static void cut(Channel channel) {
        if (!channel.isOpen()) {
            // Two faults met it at once, and its listener has not left yet.
            return;
        }
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        // Not through the pipeline: TLS and WebSocket would say goodbye.
        channel.unsafe().close(channel.voidPromise());
    }

    /** Hangs up on everybody. */
    void close() {
        channels.close();
    }
}

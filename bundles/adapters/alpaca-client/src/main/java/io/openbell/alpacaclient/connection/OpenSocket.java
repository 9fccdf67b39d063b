package io.openbell.alpacaclient.connection;

import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that somebody else can end when its event loop does nothing more. */
final class OpenSocket extends NioSocketChannel {

    private static final Logger LOG = LoggerFactory.getLogger(OpenSocket.class);

    /** Any thread; the other end hears of it. */
    void hangUp() {
        try {
            javaChannel().close();
        } catch (IOException broken) {
            LOG.debug("was gone already: connection={}", this, broken);
        }
    }
}

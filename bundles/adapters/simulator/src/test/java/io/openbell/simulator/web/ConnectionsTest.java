package io.openbell.simulator.web;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.channel.socket.nio.NioSocketChannel;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    /** Else the second of two events that meet the same fault would end the exchange's work in the middle. */
    @Test
    void shouldCutALinkThatIsCutAlready() {
        NioSocketChannel gone = new NioSocketChannel();
        gone.unsafe().closeForcibly();

        assertThatCode(() -> Connections.cut(gone)).doesNotThrowAnyException();
    }
}

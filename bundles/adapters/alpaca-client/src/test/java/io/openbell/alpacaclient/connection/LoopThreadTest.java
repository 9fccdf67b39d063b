package io.openbell.alpacaclient.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.openbell.api.component.Heartbeat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopThreadTest {

    private static final int ANSWER_MILLIS = 5_000;

    private final LoopThread thread = new LoopThread("tried");
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private ServerSocket venue;
    private Socket ours;

    @BeforeEach
    void connect() throws Exception {
        venue = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Channel channel =
                new Bootstrap()
                        .group(thread.loop())
                        .channelFactory(OpenSocket::new)
                        .handler(new ChannelInboundHandlerAdapter())
                        .connect(venue.getLocalSocketAddress())
                        .sync()
                        .channel();
        assertThat(channel.isActive()).isTrue();
        ours = venue.accept();
        ours.setSoTimeout(ANSWER_MILLIS);
    }

    @AfterEach
    void close() throws IOException {
        release.countDown();
        thread.close();
        ours.close();
        venue.close();
    }

    @Test
    void shouldHangUpWhenItsThreadHasDied() throws Exception {
        Heartbeat heart = thread.heart();
        die(heart);

        thread.close();

        assertThat(ours.getInputStream().read()).as("the venue reads").isEqualTo(-1);
    }

    @Test
    void shouldHangUpWhenItsThreadHangs() throws Exception {
        thread.execute(this::hang);
        hangs.await();
        long begun = System.nanoTime();

        thread.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        assertThat(ours.getInputStream().read()).as("the venue reads").isEqualTo(-1);
    }

    @Test
    void shouldSayThatItsThreadHasDied() throws Exception {
        Heartbeat heart = thread.heart();
        assertThat(heart.isDead()).isFalse();

        die(heart);

        assertThat(heart.isDead()).isTrue();
    }

    @Test
    void shouldNotCallAThreadDeadThatWasClosed() {
        Heartbeat heart = thread.heart();

        thread.close();

        assertThat(heart.isDead()).isFalse();
    }

    /** Netty catches what a task throws; this hits the thread between tasks. */
    @SuppressWarnings({"deprecation", "removal"})
    private void die(Heartbeat heart) throws Exception {
        thread.loop().submit(heart::beat).sync();
        Thread worker = heart.worker().orElseThrow();
        for (int tries = 0; worker.isAlive() && tries < 50; tries++) {
            worker.stop();
            worker.join(100);
        }
        assertThat(worker.isAlive()).isFalse();
    }

    private void hang() {
        hangs.countDown();
        boolean released = false;
        while (!released) {
            try {
                release.await();
                released = true;
            } catch (InterruptedException deaf) {
                // On purpose: it hears of nothing.
            }
        }
    }
}

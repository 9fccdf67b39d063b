package io.openbell.alpacaclient.connection;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.openbell.api.component.Heartbeat;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop on one daemon thread that is named after its role. Ends within three seconds, whatever it does. */
public final class LoopThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoopThread.class);

    private final String role;
    private final MultiThreadIoEventLoopGroup group;
    private volatile @Nullable Thread thread;
    private @Nullable Heartbeat heart;

    public LoopThread(String role) {
        this.role = role;
        this.group =
                new MultiThreadIoEventLoopGroup(
                        1,
                        new DefaultThreadFactory(role, true) {
                            @Override
                            protected Thread newThread(Runnable work, String name) {
                                Thread created = super.newThread(work, role);
                                thread = created;
                                return created;
                            }
                        },
                        NioIoHandler.newFactory());
    }

    public EventLoop loop() {
        return (EventLoop) group.next();
    }

    /** Beats from the first call on. Any thread. */
    public synchronized Heartbeat heart() {
        Heartbeat present = heart;
        if (present == null) {
            present = new Heartbeat(role);
            loop().scheduleAtFixedRate(present::beat, 0, 1, TimeUnit.SECONDS);
            heart = present;
        }
        return present;
    }

    /** The caller is on it. */
    public boolean isCurrent() {
        return loop().inEventLoop();
    }

    /** Runs it on the thread; does nothing, and says so, once closed. */
    public boolean execute(Runnable work) {
        try {
            loop().execute(work);
            return true;
        } catch (RejectedExecutionException closed) {
            LOG.debug("not run after close: thread={}", role);
            return false;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (heart != null) {
                heart.end();
            }
        }
        group.shutdownGracefully(0, 1500, TimeUnit.MILLISECONDS);
        try {
            if (!group.awaitTermination(2, TimeUnit.SECONDS)) {
                Thread busy = thread;
                if (busy != null) {
                    LOG.warn("interrupting a listener that holds up the shutdown: thread={}", role);
                    busy.interrupt();
                }
                if (!group.awaitTermination(1, TimeUnit.SECONDS)) {
                    LOG.error("thread did not end within 3 s, it is left behind: thread={}", role);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.openbell.alpacaclient.connection;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.openbell.api.component.Heartbeat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop on one daemon thread that is named after its role. Ends within two seconds, whatever it does. */
public final class LoopThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoopThread.class);

    // Classes of buffers need each other to begin: on one thread, before several loops do so at the
    // same time and wait for each other for good.
    static {
        LOG.debug("buffers={} {}", ByteBufAllocator.DEFAULT, Unpooled.EMPTY_BUFFER);
        ByteBufAllocator.DEFAULT.heapBuffer(1).release();
        ByteBufAllocator.DEFAULT.ioBuffer(1).release();
    }

    private static final long END_MILLIS = 1_000;
    private static final long LAST_CHANCE_MILLIS = 500;

    private final String role;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
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
                        NioIoHandler.newFactory()) {
                    @Override
                    protected IoEventLoop newChild(
                            Executor executor, IoHandlerFactory handler, Object... arguments) {
                        return new Loop(this, executor, handler);
                    }
                };
    }

    /** Knows its channels even when its thread does nothing more. */
    private final class Loop extends SingleThreadIoEventLoop {

        private Loop(IoEventLoopGroup parent, Executor executor, IoHandlerFactory handler) {
            super(parent, executor, handler);
        }

        @Override
        public ChannelFuture register(ChannelPromise promise) {
            Channel channel = promise.channel();
            open.add(channel);
            channel.closeFuture().addListener(closed -> open.remove(channel));
            return super.register(promise);
        }
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
        group.shutdownGracefully(0, END_MILLIS, TimeUnit.MILLISECONDS);
        try {
            if (!group.awaitTermination(END_MILLIS, TimeUnit.MILLISECONDS)) {
                Thread busy = thread;
                if (busy != null) {
                    LOG.warn("interrupting a listener that holds up the shutdown: thread={}", role);
                    busy.interrupt();
                }
                if (!group.awaitTermination(LAST_CHANCE_MILLIS, TimeUnit.MILLISECONDS)) {
                    LOG.error("thread did not end in time, it is left behind: thread={}", role);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        open.forEach(LoopThread::hangUp);
    }

    /** What the thread itself has not closed. A venue that allows one connection would refuse the next one. */
    private static void hangUp(Channel left) {
        if (left instanceof OpenSocket socket) {
            socket.hangUp();
        }
    }
}

package io.openbell.itests.faulty;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Takes of one kind of memory until there is no more, and keeps it. */
final class Greed {

    private static final int PIECE_BYTES = 1 << 20;

    private final List<Object> kept = new ArrayList<>();

    /** Never returns. */
    void take(String kind) {
        while (true) {
            switch (kind) {
                case "heap" -> kept.add(new byte[PIECE_BYTES]);
                case "direct-memory" -> kept.add(ByteBuffer.allocateDirect(PIECE_BYTES));
                case "metaspace" -> kept.add(new OneMore().define());
                case "native-threads" -> kept.add(thread());
                default -> throw new IllegalArgumentException(kind);
            }
        }
    }

    private static Thread thread() {
        CountDownLatch never = new CountDownLatch(1);
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                never.await();
                            } catch (InterruptedException over) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "misbehaving-greed");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Gives the threads back. */
    void letGo() {
        for (Object each : kept) {
            if (each instanceof Thread thread) {
                thread.interrupt();
            }
        }
    }

    /** A class of its own in a loader of its own. */
    private static final class OneMore extends ClassLoader {

        private static final byte[] CLASS = read();

        OneMore() {
            super(Greed.class.getClassLoader());
        }

        Class<?> define() {
            return defineClass(null, CLASS, 0, CLASS.length);
        }

        private static byte[] read() {
            try (InputStream file = Fault.class.getResourceAsStream("Fault.class")) {
                if (file == null) {
                    throw new IllegalStateException("no Fault.class");
                }
                return file.readAllBytes();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}

package io.openbell.alpacaclient.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LookupsTest {

    private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();
    private static final Duration SOON = Duration.ofSeconds(60);

    private final CountDownLatch never = new CountDownLatch(1);

    private InetAddress hang() {
        try {
            never.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        return ADDRESS;
    }

    @Test
    void shouldServeTheEarlierAddressWhileALookupHangs() {
        AtomicInteger asked = new AtomicInteger();
        try (Lookups lookups =
                new Lookups(host -> asked.incrementAndGet() == 1 ? ADDRESS : hang())) {
            assertThat(lookups.find("api")).succeedsWithin(SOON).isEqualTo(ADDRESS);
            assertThat(lookups.find("api")).succeedsWithin(SOON).isEqualTo(ADDRESS);
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void shouldNotLetOneHostWaitForAnother() {
        try (Lookups lookups = new Lookups(host -> host.equals("data") ? hang() : ADDRESS)) {
            for (int i = 0; i < 8; i++) {
                assertThat(lookups.find("data")).isNotDone();
            }
            assertThat(lookups.find("api")).succeedsWithin(SOON).isEqualTo(ADDRESS);
        }
    }

    @Test
    void shouldServeTheEarlierAddressWhenTheNameServerKnowsNothingAnyMore() {
        AtomicInteger asked = new AtomicInteger();
        try (Lookups lookups =
                new Lookups(
                        host -> {
                            if (asked.incrementAndGet() > 1) {
                                throw new UnknownHostException(host);
                            }
                            return ADDRESS;
                        })) {
            assertThat(lookups.find("api")).succeedsWithin(SOON);
            assertThat(lookups.find("api")).succeedsWithin(SOON).isEqualTo(ADDRESS);
        }
    }

    @Test
    void shouldSayThatAHostIsUnknown() {
        try (Lookups lookups =
                new Lookups(
                        host -> {
                            throw new UnknownHostException(host);
                        })) {
            assertThat(lookups.find("nowhere"))
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withMessageContaining("nowhere");
        }
    }
}

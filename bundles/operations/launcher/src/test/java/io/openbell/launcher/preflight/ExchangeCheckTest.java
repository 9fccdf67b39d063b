package io.openbell.launcher.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.api.view.Preflight.Row;
import io.openbell.api.view.Preflight.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExchangeCheckTest {

    private final ServerSocket rest = listen();
    private final ServerSocket tls = listen();

    ExchangeCheckTest() throws IOException {}

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        rest.close();
        tls.close();
    }

    @Test
    void shouldPassWhereEveryPortListens() throws Exception {
        Row row = row(true, endpoint(true));

        assertThat(row.verdict()).isEqualTo(Verdict.PASS);
        assertThat(row.reason())
                .contains(String.valueOf(rest.getLocalPort()), String.valueOf(tls.getLocalPort()));
        assertThat(row(true, endpoint(false)).reason()).contains("without TLS");
    }

    @Test
    void shouldFailWith69WhereNobodyListens() throws Exception {
        ExchangeEndpoint gone = endpoint(true);
        rest.close();

        Row row = row(true, gone);

        assertThat(row.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(row.exitCode()).isEqualTo(69);
        assertThat(row.reason())
                .isEqualTo("127.0.0.1: port " + rest.getLocalPort() + " takes no connection");
        assertThat(row.remedy()).contains("openbell.simulator.cfg");
    }

    @Test
    void shouldFailWhereThereIsNoExchangeThoughNoKeysWereGiven() throws Exception {
        assertThat(row(true, null).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void shouldOnlyWarnWhereTlsAloneIsMissing() throws Exception {
        ExchangeEndpoint half = endpoint(true);
        tls.close();

        assertThat(row(true, half).verdict()).isEqualTo(Verdict.WARN);
        assertThat(row(true, half).remedy()).contains("tlsPort");
    }

    @Test
    void shouldNotCareWhereAlpacaIsTradedOn() throws Exception {
        assertThat(row(false, null).verdict()).isEqualTo(Verdict.SKIPPED);
    }

    private ExchangeEndpoint endpoint(boolean secure) {
        String at = "127.0.0.1:" + rest.getLocalPort();
        return new ExchangeEndpoint(
                URI.create("http://" + at),
                URI.create("ws://" + at + "/stream"),
                URI.create("ws://" + at + "/v2/iex"),
                "PKSIMULATOR",
                "simulator",
                secure ? URI.create("https://127.0.0.1:" + tls.getLocalPort()) : null);
    }

    private static Row row(boolean used, @Nullable ExchangeEndpoint endpoint)
            throws InterruptedException {
        Check check = new ExchangeCheck(() -> used, () -> endpoint).check();
        return new Checks(text -> text).run(List.of(check), Duration.ofMinutes(1)).get(0);
    }
}

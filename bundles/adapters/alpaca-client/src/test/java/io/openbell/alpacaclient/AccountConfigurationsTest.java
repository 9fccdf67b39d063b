package io.openbell.alpacaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.openbell.api.broker.BrokerException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountConfigurationsTest {

    private static final String PATH = "/v2/account/configurations";

    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig();
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void shouldChangeTheOneSwitchAndLeaveTheOthersAlone() throws Exception {
        rig.http.script((request, wire) -> wire.json(200, "{\"suspend_trade\":true}"));

        rig.broker.suspendTrading(true);
        rig.broker.suspendTrading(false);

        assertThat(rig.http.requests())
                .extracting(
                        FakeHttp.Request::method, FakeHttp.Request::path, FakeHttp.Request::body)
                .containsExactly(
                        tuple("PATCH", PATH, "{\"suspend_trade\":true}"),
                        tuple("PATCH", PATH, "{\"suspend_trade\":false}"));
    }

    @Test
    void shouldTellItAgainWhileItIsNotAnswered() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        rig.http.script(
                (request, wire) -> wire.json(calls.incrementAndGet() < 3 ? 503 : 200, "{}"));

        rig.broker.suspendTrading(true);

        assertThat(calls).hasValue(3);
    }

    @Test
    void shouldSayThatItWasRefused() {
        rig.http.script((request, wire) -> wire.json(403, "{\"message\":\"not allowed\"}"));

        assertThatThrownBy(() -> rig.broker.suspendTrading(true))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("PATCH " + PATH)
                .hasMessageContaining("not allowed");
    }

    @Test
    void shouldReadTheSwitchAndNeverTakeItsAbsenceForAnAnswer() throws Exception {
        rig.http.script((request, wire) -> wire.json(200, "{\"suspend_trade\":true}"));
        assertThat(rig.broker.isTradingSuspended()).isTrue();

        rig.http.script((request, wire) -> wire.json(200, "{\"suspend_trade\":\"false\"}"));
        assertThat(rig.broker.isTradingSuspended()).isFalse();

        rig.http.script((request, wire) -> wire.json(200, "{\"no_shorting\":false}"));
        assertThatThrownBy(() -> rig.broker.isTradingSuspended())
                .hasMessageContaining("'suspend_trade'");
    }
}

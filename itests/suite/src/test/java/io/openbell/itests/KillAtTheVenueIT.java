package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The last step of a halt: the venue itself takes no orders of the account, until an operator resumes. */
class KillAtTheVenueIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void shouldHaveTheVenueTakeNoOrdersOverAKillOfTheProcessUntilItIsResumed() throws Exception {
        try (Distribution openbell = Distribution.onEmptyHome("kill-at-the-venue")) {
            openbell.start();
            openbell.awaitTrading();
            openbell.shell("trading:order buy KO 1 --limit 60.70");
            assertThat(isSuspended(openbell)).isFalse();

            openbell.shell("trading:kill smoke");
            await().atMost(PATIENCE).until(() -> isSuspended(openbell));
            await().atMost(PATIENCE)
                    .until(() -> gateDetail(openbell).contains("the venue takes no orders"));
            assertThat(openbell.json("trading:account").path("suspension").asText())
                    .isEqualTo("CONFIRMED");

            openbell.kill();
            openbell.start();
            assertThat(isSuspended(openbell)).as("after kill -9").isTrue();
            await().atMost(PATIENCE)
                    .until(() -> gateDetail(openbell).contains("the venue takes no orders"));

            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    openbell.tryShell("trading:resume --reason mended").exitCode()
                                            == 0);
            assertThat(isSuspended(openbell)).as("after the resumption").isFalse();
            openbell.awaitTrading();
            openbell.shell("trading:order buy KO 2 --limit 60.70");
        }
    }

    @Test
    void shouldDoSoWhenRiskManagementIsDownForGood() throws Exception {
        try (Distribution openbell = Distribution.onEmptyHome("risk-down-at-the-venue")) {
            openbell.configure("risk-management", Map.of("restartOnFailure", "false"));
            openbell.start();
            openbell.awaitTrading();

            openbell.shell("bundle:stop io.openbell.risk-management");

            await().atMost(PATIENCE).until(() -> isSuspended(openbell));
        }
    }

    private static boolean isSuspended(Distribution openbell) {
        return openbell.exchange("/v2/account").path("trade_suspended_by_user").asBoolean();
    }

    private static String gateDetail(Distribution openbell) {
        return openbell.json("trading:status").path("gateDetail").asText();
    }
}

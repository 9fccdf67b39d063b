package io.openbell.alpacaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.openbell.alpacaclient.account.OrderJson;
import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.alpacaclient.connection.Trouble;
import io.openbell.alpacaclient.decode.Decimals;
import io.openbell.alpacaclient.decode.VenueTime;
import io.openbell.alpacaclient.rest.RequestBudget;
import io.openbell.alpacaclient.rest.RestRequest.Lane;
import io.openbell.alpacaclient.stream.ReconnectDelay;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void shouldReadDecimalsAsTheLibraryDoes() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            int scale = random.nextInt(13);
            BigDecimal value = BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), scale);
            if (value.abs().compareTo(new BigDecimal("9000000000")) > 0) {
                continue;
            }
            String text = random.nextInt(4) == 0 ? value.toString() : value.toPlainString();
            long expected = FixedPoint.of(value.setScale(9, RoundingMode.HALF_EVEN));
            assertThat(Decimals.parse(text)).as(text).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "1.2.3",
                "NaN",
                "Infinity",
                "0x10",
                "1e400000000",
                "1e-400000000",
                "1e308",
                "9223372037",
                "1 "
            })
    void shouldRefuseWhatIsNoDecimal(String text) {
        assertThatThrownBy(() -> Decimals.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReadTimesAsTheLibraryDoes() {
        Random random = new Random(7);
        VenueTime time = new VenueTime();
        for (int i = 0; i < 20_000; i++) {
            long second = 1_700_000_000L + random.nextInt(100_000_000);
            int nanos =
                    random.nextInt(4) == 0
                            ? 0
                            : random.nextInt(1_000) * 1_000_000 + random.nextInt(1_000);
            String text = Instant.ofEpochSecond(second, nanos).toString();
            assertThat(time.parse(text.getBytes(StandardCharsets.UTF_8), 0, text.length()))
                    .isEqualTo(Instant.ofEpochSecond(second, nanos));
        }
        String elsewhere = "x2025-01-15T09:30:00.25-05:00y";
        assertThat(
                        time.parse(
                                elsewhere.getBytes(StandardCharsets.UTF_8),
                                1,
                                elsewhere.length() - 2))
                .isEqualTo(Instant.parse("2025-01-15T14:30:00.25Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-01-15T14:30:00",
                "2025-02-30T14:30:00Z",
                "2025-01-15T24:30:00Z",
                "2025-01-15 14:30:00Z",
                "",
                "yesterday",
                "2025-01-15T14:3x:00.1Z",
                "2025-13-15T14:30:00.1Z"
            })
    void shouldRefuseWhatIsNoTime(String text) {
        VenueTime time = new VenueTime();

        assertThatThrownBy(
                        () -> time.parse(text.getBytes(StandardCharsets.UTF_8), 0, text.length()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldWriteOrdersAsAlpacaWantsThem() {
        Map<OrderTerms, String> wanted =
                Map.of(
                        new OrderTerms.Market(),
                        "\"type\":\"market\",",
                        new OrderTerms.Limit(Price.parse("182.5")),
                        "\"type\":\"limit\",\"limit_price\":\"182.50\",",
                        new OrderTerms.Stop(Price.parse("0.0001")),
                        "\"type\":\"stop\",\"stop_price\":\"0.0001\",",
                        new OrderTerms.StopLimit(Price.parse("10"), Price.parse("11")),
                        "\"type\":\"stop_limit\",\"stop_price\":\"10.00\",\"limit_price\":\"11.00\",",
                        new OrderTerms.TrailingStop(Price.parse("1.5")),
                        "\"type\":\"trailing_stop\",\"trail_price\":\"1.50\",",
                        new OrderTerms.TrailingStopPercent(20),
                        "\"type\":\"trailing_stop\",\"trail_percent\":\"20\",");
        wanted.forEach(
                (terms, json) ->
                        assertThat(OrderJson.write(Rig.order(terms)))
                                .isEqualTo(
                                        "{\"symbol\":\"AAPL\",\"qty\":\"1.5\",\"side\":\"buy\","
                                                + "\"time_in_force\":\"day\","
                                                + json
                                                + "\"client_order_id\":\"p1-1-1-abc\"}"));
    }

    @Test
    void shouldKeepAPartOfTheBudgetForOrdersAndAllOfItOpenForCancels() {
        RequestBudget budget = new RequestBudget(40);
        assertThat(takenBeforeAWait(budget, Lane.DATA, 0)).as("leaves 20 to others").isEqualTo(20);
        assertThat(takenBeforeAWait(budget, Lane.ACCOUNT, 1)).as("leaves 12").isEqualTo(8);
        assertThat(takenBeforeAWait(budget, Lane.ORDER, 2)).as("leaves 4").isEqualTo(8);
        for (int i = 0; i < 10; i++) {
            assertThat(budget.take(Lane.CANCEL, 3)).isZero();
        }
        // 46 are taken; there is room for the next order once 11 of them are a minute old.
        assertThat(budget.take(Lane.ORDER, 4)).isEqualTo(60 * SECOND - 4);
        assertThat(budget.take(Lane.DATA, 61 * SECOND)).isZero();
    }

    private static int takenBeforeAWait(RequestBudget budget, Lane lane, long now) {
        int taken = 0;
        while (budget.take(lane, now) == 0) {
            taken++;
        }
        return taken;
    }

    @Test
    void shouldBelieveTheVenueWhenItCountsFewerLeft() {
        RequestBudget budget = new RequestBudget(100);
        HttpHeaders headers =
                new DefaultHttpHeaders()
                        .set("X-RateLimit-Remaining", "15")
                        .set("X-RateLimit-Reset", "1030");

        budget.answered(200, headers, 2, 0, 1000);

        assertThat(takenBeforeAWait(budget, Lane.ACCOUNT, 0)).isZero();
        assertThat(takenBeforeAWait(budget, Lane.ORDER, 0))
                .as("15 less 2 on the way less 10 for cancels")
                .isEqualTo(3);
        assertThat(budget.take(Lane.ORDER, 0)).isEqualTo(31 * SECOND);
        assertThat(budget.take(Lane.CANCEL, 0)).isZero();
        assertThat(budget.take(Lane.DATA, 32 * SECOND)).isZero();
    }

    @Test
    void shouldWaitUntilTheVenuesResetAndASecondMore() {
        RequestBudget budget = new RequestBudget(100);
        HttpHeaders headers = new DefaultHttpHeaders().set("X-RateLimit-Reset", "1010");

        budget.answered(429, headers, 0, 0, 1000);

        assertThat(budget.take(Lane.ORDER, 0)).isEqualTo(11 * SECOND);
        assertThat(budget.take(Lane.CANCEL, 0)).isZero();
        assertThat(budget.take(Lane.ORDER, 11 * SECOND)).isZero();

        budget.answered(429, new DefaultHttpHeaders(), 0, 0, 1000);
        assertThat(budget.take(Lane.ORDER, 0)).isEqualTo(5 * SECOND);
        headers.set("X-RateLimit-Reset", "nonsense");
        budget.answered(200, headers.set("X-RateLimit-Remaining", "0"), 0, 20 * SECOND, 1000);
        assertThat(budget.take(Lane.ORDER, 20 * SECOND)).isZero();
    }

    @Test
    void shouldWaitLongerAfterEachFailureUpToTheLongestPause() {
        ClientSettings settings = ClientSettings.defaults();
        for (int seed = 0; seed < 50; seed++) {
            ReconnectDelay delay = new ReconnectDelay(settings, new Random(seed));
            assertThat(delay.next(Trouble.PASSING, false))
                    .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
            assertThat(delay.next(Trouble.PASSING, false))
                    .isBetween(Duration.ofMillis(500), Duration.ofSeconds(2));
            for (int i = 0; i < 100; i++) {
                assertThat(delay.next(Trouble.PASSING, false))
                        .isBetween(Duration.ofMillis(500), Duration.ofSeconds(30));
            }
            assertThat(delay.next(Trouble.CONNECTION_LIMIT, false))
                    .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(90));
            assertThat(delay.next(Trouble.CREDENTIALS, true)).isEqualTo(Duration.ofMinutes(5));
            delay.reset();
            assertThat(delay.next(Trouble.CONNECTION_LIMIT, true))
                    .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        }
    }
}

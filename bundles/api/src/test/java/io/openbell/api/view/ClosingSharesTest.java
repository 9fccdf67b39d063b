package io.openbell.api.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.value.Quantity;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClosingSharesTest {

    @Test
    void shouldTakeFromStrategiesFirstAndNeverMoreThanTheyHold() {
        assertThat(split("trend=50, average=30, external=100", false, 90))
                .isEqualTo(shares("average=30, external=10, trend=50"));
        assertThat(split("trend=50, average=30", false, 40))
                .isEqualTo(shares("average=30, trend=10"));
    }

    @Test
    void shouldNotCloseWhatWasSoldByHandAlready() {
        assertThat(split("external=100, operator=-100, trend=50", false, 50))
                .isEqualTo(shares("trend=50"));
        assertThat(split("external=100, protection=-60", false, 40))
                .isEqualTo(shares("external=40"));
        assertThat(split("operator=7", false, 7)).isEqualTo(shares("operator=7"));
    }

    @Test
    void shouldLeaveTheOtherSideAlone() {
        assertThat(split("pairs=-20, trend=50", false, 30)).isEqualTo(shares("trend=30"));
        assertThat(split("pairs=-20, trend=5", true, 15)).isEqualTo(shares("pairs=15"));
    }

    @Test
    void shouldGiveTheOperatorWhatNobodyHolds() {
        assertThat(split("trend=5", false, 9)).isEqualTo(shares("operator=4, trend=5"));
        assertThat(split("", false, 9)).isEqualTo(shares("operator=9"));
    }

    private static Map<String, Quantity> split(String held, boolean isShort, long closing) {
        return ClosingShares.split(shares(held), isShort, Quantity.of(closing));
    }

    private static Map<String, Quantity> shares(String text) {
        Map<String, Quantity> shares = new TreeMap<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(", ", -1)) {
            int equals = part.indexOf('=');
            shares.put(part.substring(0, equals), Quantity.parse(part.substring(equals + 1)));
        }
        return shares;
    }
}

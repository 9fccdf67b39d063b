package io.openbell.simulator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionContractsApiTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-27, 2026-11-29",
        "2026-11-28, 2026-12-06",
        "2026-11-29, 2026-12-06",
        "2026-11-30, 2026-12-06"
    })
    void shouldListContractsUntilTheNextWeekendWithDaysOfTradingBeforeIt(
            LocalDate today, LocalDate weekend) {
        assertThat(OptionContractsApi.nextWeekend(today)).isEqualTo(weekend);
    }
}

package io.openbell.kernel.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.value.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlicesTest {

    @Test
    void shouldCutIntoPartsAsEqualAsWholeSharesCanBe() {
        assertThat(parts(Slices.equal(Quantity.of(1_000), 7)))
                .containsExactly("143", "143", "143", "142", "143", "143", "143");
        assertThat(parts(Slices.equal(Quantity.of(10), 4))).containsExactly("3", "2", "3", "2");
        assertThat(parts(Slices.equal(Quantity.of(3), 5))).containsExactly("1", "0", "1", "0", "1");
    }

    @Test
    void shouldCutAFractionByItsOwnLastDecimal() {
        assertThat(parts(Slices.equal(Quantity.parse("0.5"), 2))).containsExactly("0.3", "0.2");
        assertThat(Slices.lot(Quantity.parse("1.250"))).isEqualTo(Quantity.parse("0.01"));
    }

    @Test
    void shouldStayWithinHalfALotOfTheWeightsAndAddUpExactly() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            long total = 1 + random.nextInt(100_000);
            List<Long> weights = new ArrayList<>();
            int count = 1 + random.nextInt(60);
            for (int i = 0; i < count; i++) {
                weights.add((long) random.nextInt(1_000_000));
            }
            weights.set(random.nextInt(count), 1L);
            List<Quantity> cumulative = Slices.cumulative(Quantity.of(total), weights);
            double sum = weights.stream().mapToDouble(Long::doubleValue).sum();
            double before = 0;
            for (int i = 0; i < count; i++) {
                before += weights.get(i);
                assertThat(cumulative.get(i).toDouble())
                        .isBetween(total * before / sum - 0.5001, total * before / sum + 0.5001);
            }
            assertThat(cumulative.get(count - 1)).isEqualTo(Quantity.of(total));
        }
    }

    @Test
    void shouldRefuseWeightsThatDivideNothing() {
        assertThatThrownBy(() -> Slices.cumulative(Quantity.of(1), List.of(0L, 0L)))
                .hasMessageContaining("not all be zero");
        assertThatThrownBy(() -> Slices.cumulative(Quantity.of(1), List.of(-1L)))
                .hasMessageContaining("not be negative");
    }

    private static List<String> parts(List<Quantity> cumulative) {
        List<String> parts = new ArrayList<>();
        BigDecimal before = BigDecimal.ZERO;
        for (Quantity upTo : cumulative) {
            parts.add(upTo.toBigDecimal().subtract(before).stripTrailingZeros().toPlainString());
            before = upTo.toBigDecimal();
        }
        return parts;
    }
}

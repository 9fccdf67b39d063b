package io.openbell.riskmanagement;

import io.openbell.api.component.ConfigurationCheck;
import io.openbell.api.component.ConfigurationProblem;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.osgi.annotation.bundle.Header;

/** The range of every limit: the amounts', which their type cannot say, and the numbers' once more, because much hangs on them. */
@Header(name = ConfigurationCheck.HEADER, value = "${@class}")
public final class LimitsCheck implements ConfigurationCheck<RiskConfig> {

    private static final Money LARGEST_NOTIONAL = Money.parse("100000000");
    private static final Quantity LARGEST_QUANTITY = Quantity.of(10_000_000);

    /** For the launcher. */
    public LimitsCheck() {}

    @Override
    public String pid() {
        return "openbell.risk-management";
    }

    @Override
    public Class<RiskConfig> type() {
        return RiskConfig.class;
    }

    @Override
    public List<ConfigurationProblem> problems(RiskConfig config) {
        Findings findings = new Findings();
        findings.text(
                "maxOrderNotional",
                config.maxOrderNotional(),
                text -> isWithin(Money.parse(text)),
                "currency and amount, above USD 0 and at most USD " + LARGEST_NOTIONAL);
        findings.text(
                "maxOrderQuantity",
                config.maxOrderQuantity(),
                text -> isWithin(Quantity.parse(text)),
                "shares, above 0 and at most " + LARGEST_QUANTITY);
        findings.number(
                "maxPositionNotionalPercent", config.maxPositionNotionalPercent(), 0.01, 1000);
        findings.number("maxGrossPercent", config.maxGrossPercent(), 0.01, 1000);
        findings.number("maxNetPercent", config.maxNetPercent(), 0.01, 1000);
        findings.number("maxQuoteAgeMillis", config.maxQuoteAgeMillis(), 1, 600_000);
        findings.number("maxTradeAgeMillis", config.maxTradeAgeMillis(), 0, 86_400_000);
        findings.number("maxSpreadPercent", config.maxSpreadPercent(), 0.001, 100);
        findings.number("collarPercent", config.collarPercent(), 0.01, 50);
        findings.number("duplicateWindowSeconds", config.duplicateWindowSeconds(), 0, 600);
        findings.number(
                "maxOrdersPerMinutePerSymbol", config.maxOrdersPerMinutePerSymbol(), 1, 10_000);
        findings.number("maxOrdersPerMinute", config.maxOrdersPerMinute(), 1, 10_000);
        return List.copyOf(findings.problems);
    }

    private static boolean isWithin(Money amount) {
        return amount.isPositive() && !amount.exceeds(LARGEST_NOTIONAL);
    }

    private static boolean isWithin(Quantity shares) {
        return shares.isPositive() && !shares.exceeds(LARGEST_QUANTITY);
    }

    private static final class Findings {

        private final List<ConfigurationProblem> problems = new ArrayList<>();

        void text(String key, String value, Predicate<String> isRight, String allowed) {
            try {
                if (isRight.test(value.trim())) {
                    return;
                }
            } catch (IllegalArgumentException unreadable) {
                // Told below: what is allowed says more than why it could not be read.
            }
            String shown = value.length() <= 40 ? value : value.substring(0, 40) + "...";
            wrong(key, shown, allowed);
        }

        void number(String key, double value, double min, double max) {
            if (!(value >= min && value <= max)) {
                wrong(key, plain(value), plain(min) + " to " + plain(max));
            }
        }

        private void wrong(String key, String value, String allowed) {
            problems.add(
                    new ConfigurationProblem(key, value, allowed, "set " + key + " within that"));
        }

        private static String plain(double number) {
            return Double.isFinite(number)
                    ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                    : String.valueOf(number);
        }
    }
}

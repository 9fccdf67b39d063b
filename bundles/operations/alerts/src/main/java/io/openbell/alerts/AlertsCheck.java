package io.openbell.alerts;

import io.openbell.api.component.ConfigurationCheck;
import io.openbell.api.component.ConfigurationProblem;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.osgi.annotation.bundle.Header;

/** What types and ranges do not say. */
@Header(name = ConfigurationCheck.HEADER, value = "${@class}")
public final class AlertsCheck implements ConfigurationCheck<AlertsConfig> {

    /** For the launcher. */
    public AlertsCheck() {}

    @Override
    public String pid() {
        return "openbell.alerts";
    }

    @Override
    public Class<AlertsConfig> type() {
        return AlertsConfig.class;
    }

    @Override
    public List<ConfigurationProblem> problems(AlertsConfig config) {
        List<ConfigurationProblem> problems = new ArrayList<>();
        if (!config.summaryAt().isEmpty() && !isTime(config.summaryAt())) {
            problems.add(
                    new ConfigurationProblem(
                            "summaryAt",
                            config.summaryAt(),
                            "a time of day as HH:mm, for example 21:15, or nothing",
                            "correct it"));
        }
        if (!config.telegramChatId().matches("-?\\d{0,20}")) {
            problems.add(
                    new ConfigurationProblem(
                            "telegramChatId",
                            config.telegramChatId(),
                            "the number of a chat, or nothing",
                            "write to the bot and look up the number at getUpdates"));
        }
        for (MailSettings.Problem mail : MailSettings.problems(config)) {
            problems.add(
                    new ConfigurationProblem(
                            mail.key(),
                            mail.value(),
                            mail.allowed(),
                            "correct it, or empty mailServer"));
        }
        try {
            Http.address("telegramEndpoint", config.telegramEndpoint());
        } catch (IllegalArgumentException unusable) {
            problems.add(
                    new ConfigurationProblem(
                            "telegramEndpoint",
                            "not shown",
                            "https://HOST, or http on this machine",
                            "correct it, or remove the line"));
        }
        return problems;
    }

    private static boolean isTime(String text) {
        try {
            return text.length() == 5 && LocalTime.parse(text) != null;
        } catch (DateTimeParseException noTime) {
            return false;
        }
    }
}

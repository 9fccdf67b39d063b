package io.openbell.alerts;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(
        name = "Alerts",
        description = "Tells people who are not in front of the machine.")
@interface AlertsConfig {

    @AttributeDefinition(
            description = "Least severity that is sent: info, warning or critical.",
            options = {
                @Option(value = "info"),
                @Option(value = "warning"),
                @Option(value = "critical")
            })
    String leastSeverity() default "warning";

    @AttributeDefinition(
            description = "Most alerts within an hour; critical ones have as many again.",
            min = "1",
            max = "1000")
    int maxPerHour() default 30;

    @AttributeDefinition(
            description = "After how long the same alert is sent again, in minutes.",
            min = "1",
            max = "1440")
    int repeatMinutes() default 30;

    @AttributeDefinition(description = "Time of day of the summary, UTC, as HH:mm; empty for none.")
    String summaryAt() default "21:15";

    @AttributeDefinition(
            description =
                    "Deadline of one request of a channel, in seconds; of mail: of connecting, of each answer and each write.",
            min = "1",
            max = "60")
    int timeoutSeconds() default 10;

    @AttributeDefinition(
            description = "Time between two heartbeats, in seconds.",
            min = "5",
            max = "3600")
    int heartbeatSeconds() default 60;

    @AttributeDefinition(
            description =
                    "The one chat that the Telegram bot writes to and listens to; empty for none.")
    String telegramChatId() default "";

    @AttributeDefinition(description = "Root of Telegram's API: https, or http on this machine.")
    String telegramEndpoint() default "https://api.telegram.org";

    @AttributeDefinition(description = "Server that takes mail, HOST:PORT; empty for no mail.")
    String mailServer() default "";

    @AttributeDefinition(
            description =
                    "How mail is kept from others: starttls (port 587, usually), tls (465), or none, on this machine only.",
            options = {
                @Option(value = "starttls"),
                @Option(value = "tls"),
                @Option(value = "none")
            })
    String mailSecurity() default "starttls";

    @AttributeDefinition(
            description =
                    "Who logs in at the mail server; empty for nobody. The password is OPENBELL_SMTP_PASSWORD.")
    String mailUser() default "";

    @AttributeDefinition(description = "Address that mail comes from.")
    String mailFrom() default "";

    @AttributeDefinition(description = "Addresses that mail goes to, separated by commas.")
    String mailTo() default "";
}

package io.openbell.alerts;

import io.openbell.api.session.SecretStore;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;

/** The channels for which addresses and tokens were given. They come from the secret store, never from a file. */
final class Channels {

    static final String HEARTBEAT = "OPENBELL_HEARTBEAT_URL";

    private static final String MAIL_PASSWORD = "OPENBELL_SMTP_PASSWORD";

    private static final Duration POLL = Duration.ofSeconds(25);

    private final SecretStore secrets;
    private final Http http;
    private final Consumer<String> unusable;

    /**
     * From these secrets.
     *
     * @param unusable hears of an address that cannot be one
     */
    Channels(SecretStore secrets, Http http, Consumer<String> unusable) {
        this.secrets = secrets;
        this.http = http;
        this.unusable = unusable;
    }

    /** Those that post; the log is always among them. */
    List<Channel> posting() {
        List<Channel> channels = new ArrayList<>();
        channels.add(new LogChannel());
        webhook(channels, "OPENBELL_WEBHOOK_URL", "webhook", WebhookChannel.Form.JSON);
        webhook(channels, "OPENBELL_SLACK_URL", "slack", WebhookChannel.Form.SLACK);
        webhook(channels, "OPENBELL_DISCORD_URL", "discord", WebhookChannel.Form.DISCORD);
        return channels;
    }

    private void webhook(
            List<Channel> channels, String variable, String name, WebhookChannel.Form form) {
        address(variable).ifPresent(uri -> channels.add(new WebhookChannel(name, form, uri, http)));
    }

    /** The bot, if there is a token and a chat. */
    Optional<Telegram> telegram(AlertsConfig config, Function<String, String> commands) {
        String variable = "OPENBELL_TELEGRAM_TOKEN";
        Optional<String> token = secrets.named(variable);
        if (token.isEmpty()) {
            return Optional.empty();
        }
        if (config.telegramChatId().isEmpty() || !token.get().matches("[A-Za-z0-9:_-]+")) {
            unusable.accept(
                    config.telegramChatId().isEmpty()
                            ? variable + " is set and telegramChatId is not"
                            : variable + " looks malformed (length " + token.get().length() + ")");
            return Optional.empty();
        }
        URI root = URI.create(config.telegramEndpoint() + "/bot" + token.get());
        return Optional.of(new Telegram(root, config.telegramChatId(), http, commands, POLL));
    }

    /** Mail, if there is a server for it, and a password where one is needed. */
    Optional<MailChannel> mail(AlertsConfig config) {
        if (config.mailServer().isEmpty()) {
            return Optional.empty();
        }
        MailSettings settings = MailSettings.of(config);
        if (!settings.user().isEmpty() && secrets.named(MAIL_PASSWORD).isEmpty()) {
            unusable.accept("mailUser is set and " + MAIL_PASSWORD + " is not");
            return Optional.empty();
        }
        return Optional.of(
                new MailChannel(
                        settings,
                        () -> secrets.named(MAIL_PASSWORD),
                        Duration.ofSeconds(config.timeoutSeconds()),
                        (SSLSocketFactory) SSLSocketFactory.getDefault()));
    }

    /** The address of a secret variable; empty if it is not set or not usable. */
    Optional<URI> address(String variable) {
        try {
            return secrets.named(variable).map(value -> Http.address(variable, value));
        } catch (IllegalArgumentException malformed) {
            unusable.accept(String.valueOf(malformed.getMessage()));
            return Optional.empty();
        }
    }
}

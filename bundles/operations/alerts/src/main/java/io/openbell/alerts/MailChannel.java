package io.openbell.alerts;

import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPSSLTransport;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mail: one message for each alert, handed in over a connection of its own. Encrypted, or to this machine. */
final class MailChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(MailChannel.class);
    private static final int LONGEST_SUBJECT = 150;

    private final MailSettings settings;
    private final Supplier<Optional<String>> password;
    private final Duration timeout;
    private final SSLSocketFactory trust;

    /**
     * To that server.
     *
     * @param password asked for at each message, and not kept
     * @param timeout  of connecting, of each answer, and of each write
     * @param trust    knows whose certificates are good; the name in one is checked in any case
     */
    MailChannel(
            MailSettings settings,
            Supplier<Optional<String>> password,
            Duration timeout,
            SSLSocketFactory trust) {
        this.settings = settings;
        this.password = password;
        this.timeout = timeout;
        this.trust = trust;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void send(Alert alert) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Jakarta Mail looks up its own parts there; in a container nobody else would find them.
        thread.setContextClassLoader(SMTPTransport.class.getClassLoader());
        try {
            deliver(alert);
        } catch (MessagingException refused) {
            throw failure(refused);
        } catch (LinkageError | ServiceConfigurationError incomplete) {
            // A part of the library that is missing must not end the channel's thread.
            throw new IOException("mail cannot be sent: " + incomplete, incomplete);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** In words only, which are redacted: what lies behind may quote what was sent to log in. */
    private IOException failure(MessagingException refused) {
        StringBuilder text = new StringBuilder();
        text.append(settings.host()).append(':').append(settings.port()).append(": ");
        text.append(refused.getMessage());
        if (refused.getNextException() instanceof IOException behind) {
            text.append(" (").append(behind.getMessage()).append(')');
        }
        return new IOException(plain(text.toString()));
    }

    private void deliver(Alert alert) throws MessagingException {
        boolean tls = settings.security() == MailSettings.Security.TLS;
        Session session = Session.getInstance(properties(tls ? "mail.smtps." : "mail.smtp."));
        MimeMessage message = message(session, alert);
        URLName place =
                new URLName(
                        tls ? "smtps" : "smtp", settings.host(), settings.port(), null, null, null);
        try (SMTPTransport transport =
                tls ? new SMTPSSLTransport(session, place) : new SMTPTransport(session, place)) {
            transport.connect(
                    settings.host(),
                    settings.port(),
                    settings.user().isEmpty() ? null : settings.user(),
                    settings.user().isEmpty() ? null : password.get().orElse(""));
            hand(transport, message);
        }
    }

    /** Taken for some is sent: trying again would send it twice to them. */
    private static void hand(SMTPTransport transport, MimeMessage message)
            throws MessagingException {
        try {
            transport.sendMessage(message, message.getAllRecipients());
        } catch (SendFailedException refused) {
            Address[] sent = refused.getValidSentAddresses();
            if (sent == null || sent.length == 0) {
                throw refused;
            }
            LOG.warn(
                    "channel=mail an alert was not taken for {} of the addresses in mailTo: {}",
                    message.getAllRecipients().length - sent.length,
                    plain(String.valueOf(refused.getMessage())));
        }
    }

    private Properties properties(String prefix) {
        String millis = String.valueOf(timeout.toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.from", settings.from());
        properties.setProperty(prefix + "localhost", "[127.0.0.1]");
        properties.setProperty(prefix + "connectiontimeout", millis);
        properties.setProperty(prefix + "timeout", millis);
        properties.setProperty(prefix + "writetimeout", millis);
        // Once the server has taken the mail, its farewell must not make it look as if it had not.
        properties.setProperty(prefix + "quitwait", "false");
        // One address that is refused keeps the mail from nobody else.
        properties.setProperty(prefix + "sendpartial", "true");
        properties.setProperty(prefix + "auth", String.valueOf(!settings.user().isEmpty()));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "ssl.socketFactory", trust);
        // Else it would try again without it.
        properties.setProperty(prefix + "socketFactory.fallback", "false");
        properties.setProperty(prefix + "ssl.socketFactory.fallback", "false");
        boolean starttls = settings.security() == MailSettings.Security.STARTTLS;
        properties.setProperty(prefix + "starttls.enable", String.valueOf(starttls));
        properties.setProperty(prefix + "starttls.required", String.valueOf(starttls));
        return properties;
    }

    private MimeMessage message(Session session, Alert alert) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(settings.from()));
        for (String to : settings.to()) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
        }
        message.setSubject(subject(alert), "utf-8");
        message.setSentDate(Date.from(alert.at()));
        String text = plain(alert.line()) + "\r\n\r\n" + alert.at() + "\r\n";
        // As a source of bytes it needs nothing that would have to be looked up.
        message.setDataHandler(
                new DataHandler(
                        new ByteArrayDataSource(
                                text.getBytes(StandardCharsets.UTF_8),
                                "text/plain; charset=utf-8")));
        return message;
    }

    private static String subject(Alert alert) {
        String subject =
                plain("Openbell " + alert.severity() + ": " + alert.source() + " " + alert.what());
        return subject.length() <= LONGEST_SUBJECT
                ? subject
                : subject.substring(0, LONGEST_SUBJECT) + "...";
    }

    /** One line: what is told must not become a header. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}

package io.openbell.simulator.tls;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@code certificate.pem} for clients to trust and {@code key.pem}, readable by its owner alone. */
public final class CertificateFolder {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateFolder.class);

    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);
    private static final String BEGIN_KEY = "-----BEGIN PRIVATE KEY-----";
    private static final String END_KEY = "-----END PRIVATE KEY-----";

    private final Path certificate;
    private final Path key;

    /** Nothing is read or written yet. */
    public CertificateFolder(Path folder) {
        this.certificate = folder.resolve("certificate.pem");
        this.key = folder.resolve("key.pem");
    }

    /**
     * What a TLS server needs. Makes a certificate where there is none, or none that will do for another month.
     *
     * @throws IOException if the files cannot be written
     */
    public SslContext serverContext(Instant now) throws IOException {
        try {
            // Not the key itself: it would be wrapped into an encrypted key store, which takes half
            // a
            // second.
            return SslContextBuilder.forServer(new OneKeyManager(presentOrNew(now)))
                    .sslProvider(SslProvider.JDK)
                    .build();
        } catch (GeneralSecurityException unsupported) {
            throw new IOException("this Java makes no EC certificates", unsupported);
        }
    }

    private SelfSigned presentOrNew(Instant now) throws IOException, GeneralSecurityException {
        if (Files.exists(certificate) && Files.exists(key)) {
            try {
                SelfSigned present = read();
                if (present.isGoodUntil(now.plus(RENEWED_BEFORE_END))) {
                    return present;
                }
                LOG.info("certificate ends soon or is not the key's, making a new one");
            } catch (IOException | GeneralSecurityException | IllegalArgumentException damaged) {
                LOG.warn(
                        "certificate not readable, making a new one file={} cause={}",
                        certificate,
                        damaged.toString());
            }
        }
        SelfSigned made = SelfSigned.create(now);
        write(made);
        LOG.info("certificate made file={}", certificate);
        return made;
    }

    private SelfSigned read() throws IOException, GeneralSecurityException {
        String pem =
                Files.readString(key, StandardCharsets.US_ASCII)
                        .replace(BEGIN_KEY, "")
                        .replace(END_KEY, "");
        byte[] encoded = Base64.getMimeDecoder().decode(pem);
        return new SelfSigned(
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded)),
                SelfSigned.read(Files.readAllBytes(certificate)));
    }

    private void write(SelfSigned made) throws IOException, GeneralSecurityException {
        Files.createDirectories(key.getParent());
        Files.deleteIfExists(key);
        Set<StandardOpenOption> fresh =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        String text = pem(BEGIN_KEY, made.key().getEncoded(), END_KEY);
        try (SeekableByteChannel file = Files.newByteChannel(key, fresh, forItsOwner())) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
        Files.writeString(
                certificate,
                pem(
                        "-----BEGIN CERTIFICATE-----",
                        made.certificate().getEncoded(),
                        "-----END CERTIFICATE-----"));
    }

    private static FileAttribute<?>[] forItsOwner() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String pem(String begin, byte[] encoded, String end) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return begin + '\n' + lines + '\n' + end + '\n';
    }
}

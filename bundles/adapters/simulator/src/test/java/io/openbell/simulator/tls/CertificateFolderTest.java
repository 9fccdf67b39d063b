package io.openbell.simulator.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFolderTest {

    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

    @TempDir Path home;

    private Path folder() {
        return home.resolve("tls");
    }

    private byte[] certificate() throws Exception {
        return Files.readAllBytes(folder().resolve("certificate.pem"));
    }

    @Test
    void shouldMakeACertificateForLoopbackThatSignedItself() throws Exception {
        X509Certificate made = SelfSigned.create(NOW).certificate();

        made.verify(made.getPublicKey());
        assertThat(made.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
        assertThat(made.getBasicConstraints()).as("signs nothing else").isEqualTo(-1);
        assertThat(made.getNotBefore().toInstant()).isBefore(NOW);
        assertThat(made.getNotAfter().toInstant())
                .isEqualTo(NOW.minus(Duration.ofHours(1)).plus(SelfSigned.LIFETIME));
        assertThat(made.getSerialNumber()).isPositive();
    }

    @Test
    void shouldKeepWhatItMadeAndTheKeyForItsOwnerAlone() throws Exception {
        CertificateFolder certificates = new CertificateFolder(folder());
        certificates.serverContext(NOW);
        byte[] first = certificate();
        certificates.serverContext(NOW.plus(Duration.ofDays(700)));

        assertThat(certificate()).isEqualTo(first);
        assertThat(Files.getPosixFilePermissions(folder().resolve("key.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void shouldRenewWhatEndsSoonIsDamagedOrNotItsKeys() throws Exception {
        CertificateFolder certificates = new CertificateFolder(folder());
        certificates.serverContext(NOW);
        byte[] first = certificate();
        certificates.serverContext(NOW.plus(Duration.ofDays(800)));
        byte[] second = certificate();
        assertThat(second).isNotEqualTo(first);

        Files.write(folder().resolve("certificate.pem"), first);
        certificates.serverContext(NOW);
        assertThat(certificate()).isNotEqualTo(first).isNotEqualTo(second);

        Files.writeString(folder().resolve("key.pem"), "damaged");
        certificates.serverContext(NOW);
        assertThat(Files.readString(folder().resolve("key.pem"))).startsWith("-----BEGIN");
    }
}

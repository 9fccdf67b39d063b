package io.openbell.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellKeyTest {

    @TempDir Path folder = Path.of("");

    @Test
    void shouldMakeAPairWhosePublicHalfIsTheOneInKarafsFile() throws Exception {
        Path file = folder.resolve("shell.key");

        String user = ShellKey.ensure(file);

        byte[] message = "order".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(privateKey(file));
        signer.update(message);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(publicKey(user));
        verifier.update(message);
        assertThat(verifier.verify(signature)).isTrue();
        assertThat(user).contains("\n_g_\\:admingroup = group,admin,");
    }

    @Test
    void shouldKeepTheKeyOfAnEarlierStartForItsOwnerAlone() throws Exception {
        Path file = folder.resolve("shell.key");

        String first = ShellKey.ensure(file);

        assertThat(ShellKey.ensure(file)).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldNameTheFingerprintThatAnSshClientShows() throws Exception {
        Path file = folder.resolve("host.key");

        String fingerprint = ShellKey.fingerprint(file);

        String user = ShellKey.ensure(file);
        String blob = user.substring("openbell=".length(), user.indexOf(','));
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(blob));
        assertThat(fingerprint)
                .startsWith("SHA256:")
                .hasSize("SHA256:".length() + 43)
                .endsWith(Base64.getEncoder().encodeToString(digest).replace("=", ""));
    }

    @Test
    void shouldRefuseAFileThatItDidNotWrite() throws IOException {
        Path file = folder.resolve("shell.key");
        Files.writeString(file, "something else");

        assertThatThrownBy(() -> ShellKey.ensure(file)).hasMessageContaining("remove it");
    }

    private static PrivateKey privateKey(Path file) throws Exception {
        String pem = Files.readString(file).replaceAll("-----.*-----", "");
        byte[] der = Base64.getMimeDecoder().decode(pem);
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static PublicKey publicKey(String user) throws Exception {
        String blob = user.substring("openbell=".length(), user.indexOf(','));
        ByteBuffer parts = ByteBuffer.wrap(Base64.getDecoder().decode(blob));
        parts.get(new byte[parts.getInt()]);
        parts.get(new byte[parts.getInt()]);
        byte[] point = new byte[parts.getInt()];
        parts.get(point);
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint w =
                new ECPoint(
                        new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                        new BigInteger(1, Arrays.copyOfRange(point, 33, 65)));
        return KeyFactory.getInstance("EC")
                .generatePublic(
                        new ECPublicKeySpec(w, curve.getParameterSpec(ECParameterSpec.class)));
    }
}

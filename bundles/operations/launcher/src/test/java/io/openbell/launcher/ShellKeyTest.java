package io.openbell.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
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
import java.util.HexFormat;
import org.apache.karaf.jaas.modules.publickey.PublickeyLoginModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellKeyTest {

    @TempDir Path folder = Path.of("");

    @Test
    void shouldMakeAPairWhosePublicHalfIsTheOneInKarafsFile() throws Exception {
        Path file = folder.resolve("shell.key");

        String user = ShellKey.ensure(file);

        byte[] message = "order".getBytes(StandardCharsets.US_ASCII);
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

    /** Karaf drops the first byte of this one's x. An Openbell that did not know made it. */
    @Test
    void shouldReplaceAKeyThatKarafCannotTell() throws Exception {
        Path file = folder.resolve("shell.key");
        Files.writeString(
                file,
                pem(
                        "5c73cd7af24d2b2a56b9320659fb9593d99d67a1bc65e0443c34a411d924c11c",
                        "fff969b4ead853d665aaafa79be6b9a5d8f4792366c1cd0298a2bb361e34fcb0",
                        "5e33245cc2d74536f3d2f3f8d323fed66d367c308793807cf82d7dd3fe3f0534"));
        String mute = "openbell=" + Base64.getEncoder().encodeToString(blob(file)) + ",";
        assertThat(karafTakes(mute)).isFalse();

        String user = ShellKey.ensure(file);

        assertThat(user).doesNotStartWith(mute);
        assertThat(karafTakes(user)).isTrue();
    }

    @Test
    void shouldMakeKeysThatKarafCanTellAllOfThem() throws Exception {
        for (int made = 0; made < 1_500; made++) {
            Path file = folder.resolve(made + ".key");

            assertThat(karafTakes(ShellKey.ensure(file))).as(() -> read(file)).isTrue();
        }
    }

    @Test
    void shouldRefuseAFileThatItDidNotWrite() throws IOException {
        Path file = folder.resolve("shell.key");
        Files.writeString(file, "something else");

        assertThatThrownBy(() -> ShellKey.ensure(file)).hasMessageContaining("remove it");
    }

    /** What Karaf's login does with the line of its file. */
    private static boolean karafTakes(String user) throws Exception {
        return PublickeyLoginModule.equals(
                publicKey(user), user.substring("openbell=".length(), user.indexOf(',')));
    }

    private static String pem(String number, String x, String y) {
        String der =
                "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420"
                        + number
                        + "a14403420004"
                        + x
                        + y;
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(HexFormat.of().parseHex(der))
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** The last 65 bytes are the point. */
    private static byte[] blob(Path file) throws IOException {
        byte[] der = Base64.getMimeDecoder().decode(read(file).replaceAll("-----.*-----", ""));
        ByteBuffer blob = ByteBuffer.allocate(4 + 19 + 4 + 8 + 4 + 65);
        blob.putInt(19).put("ecdsa-sha2-nistp256".getBytes(StandardCharsets.US_ASCII));
        blob.putInt(8).put("nistp256".getBytes(StandardCharsets.US_ASCII));
        blob.putInt(65).put(der, der.length - 65, 65);
        return blob.array();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    @Test
    void shouldNotTakeAKeyOfAnotherKindForOneOfItsOwn() throws Exception {
        Path file = folder.resolve("shell.key");
        byte[] other =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
        String text =
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(other)
                        + "\n-----END PRIVATE KEY-----\n";
        Files.writeString(file, text);

        assertThatThrownBy(() -> ShellKey.ensure(file)).hasMessageContaining("remove it");

        assertThat(file).hasContent(text);
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

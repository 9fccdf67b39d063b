package io.openbell.launcher;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The key that opens the shell: an EC P-256 pair, made once for a home. Whoever can read the private file, that is the user
 * who started the process, gets a shell; there is no password. The key by which the shell proves itself is of the same kind.
 */
final class ShellKey {

    private static final String CURVE = "nistp256";
    private static final int BYTES = 32;
    private static final String NOT_OURS = " is no key that Openbell made; remove it";
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
    private static final String END = "\n-----END PRIVATE KEY-----\n";

    /** PKCS#8 for P-256 up to the 32 bytes of the private number. */
    private static final byte[] BEFORE_PRIVATE =
            HexFormat.of()
                    .parseHex(
                            "308187020100301306072a8648ce3d020106082a8648ce3d030107"
                                    + "046d306b0201010420");

    /** Between the private number and the 65 bytes of the public point. The JDK leaves the point out, Karaf's client needs it. */
    private static final byte[] BEFORE_POINT = HexFormat.of().parseHex("a144034200");

    private ShellKey() {}

    /**
     * Makes the pair unless one is there that opens the shell.
     *
     * @param file of the private key; the public point is read back from it
     * @return the line for Karaf's keys.properties: the key of user {@code openbell}, an administrator
     */
    static String ensure(Path file) throws IOException, GeneralSecurityException {
        if (Files.exists(file) && !opens(point(file))) {
            // It never opened a shell.
            Files.delete(file);
        }
        return "openbell="
                + Base64.getEncoder().encodeToString(publicKey(file))
                + ",_g_:admingroup\n"
                + "_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh\n";
    }

    /**
     * Makes the pair unless it is there.
     *
     * @param file of the private key
     * @return the public key's fingerprint as SSH clients show it, {@code SHA256:...}
     */
    static String fingerprint(Path file) throws IOException, GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey(file));
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    }

    private static byte[] publicKey(Path file) throws IOException, GeneralSecurityException {
        if (Files.notExists(file)) {
            create(file);
        }
        return sshBlob(point(file));
    }

    private static byte[] point(Path file) throws IOException {
        byte[] der = Base64.getMimeDecoder().decode(body(file));
        int head = BEFORE_PRIVATE.length;
        int point = head + BYTES + BEFORE_POINT.length;
        boolean isOurs =
                der.length == point + 1 + 2 * BYTES
                        && Arrays.equals(der, 0, head, BEFORE_PRIVATE, 0, head)
                        && Arrays.equals(
                                der, head + BYTES, point, BEFORE_POINT, 0, BEFORE_POINT.length)
                        && der[point] == 4;
        if (!isOurs) {
            throw new IOException(file + NOT_OURS);
        }
        return Arrays.copyOfRange(der, point, der.length);
    }

    /**
     * Karaf 4.4.10 takes a coordinate for a number with a sign and loses the first byte of one that begins with nine ones: no
     * login with such a key, one of 256, ever succeeds.
     */
    private static boolean opens(byte[] point) {
        return !(point[1] == -1 && point[2] < 0)
                && !(point[1 + BYTES] == -1 && point[2 + BYTES] < 0);
    }

    private static byte[] point(ECPublicKey key) throws IOException {
        ByteArrayOutputStream point = new ByteArrayOutputStream();
        point.write(4);
        point.write(number(key.getW().getAffineX()));
        point.write(number(key.getW().getAffineY()));
        return point.toByteArray();
    }

    private static void create(Path file) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        while (!opens(point((ECPublicKey) pair.getPublic()))) {
            pair = generator.generateKeyPair();
        }
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(BEFORE_PRIVATE);
        der.write(number(((ECPrivateKey) pair.getPrivate()).getS()));
        der.write(BEFORE_POINT);
        der.write(point((ECPublicKey) pair.getPublic()));
        byte[] newline = {'\n'};
        String text =
                BEGIN + Base64.getMimeEncoder(64, newline).encodeToString(der.toByteArray()) + END;
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text, StandardOpenOption.WRITE);
        Files.move(fresh, file);
    }

    private static String body(Path file) throws IOException {
        String pem = Files.readString(file);
        if (!pem.startsWith(BEGIN) || !pem.endsWith(END)) {
            throw new IOException(file + NOT_OURS);
        }
        return pem.substring(BEGIN.length(), pem.length() - END.length());
    }

    private static byte[] sshBlob(byte[] point) throws IOException {
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(blob);
        for (byte[] part :
                new byte[][] {
                    ("ecdsa-sha2-" + CURVE).getBytes(StandardCharsets.US_ASCII),
                    CURVE.getBytes(StandardCharsets.US_ASCII),
                    point
                }) {
            out.writeInt(part.length);
            out.write(part);
        }
        return blob.toByteArray();
    }

    private static byte[] number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[BYTES];
        int length = Math.min(BYTES, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, BYTES - length, length);
        return fixed;
    }
}

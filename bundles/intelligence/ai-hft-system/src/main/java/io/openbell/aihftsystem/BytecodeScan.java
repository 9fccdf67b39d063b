package io.openbell.aihftsystem;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what a strategy should leave alone: files, sockets, the wall clock, chance, threads. It reads the constants of a
 * class file, which name every class and method that the class uses. A warning, no wall: reflection goes around it.
 */
final class BytecodeScan {

    private static final int MAGIC = 0xCAFEBABE;

    private static final List<String> PACKAGES =
            List.of(
                    "java.io.",
                    "java.nio.",
                    "java.net.",
                    "javax.net.",
                    "java.lang.foreign.",
                    "java.util.concurrent.");

    private static final List<String> HARMLESS =
            List.of(
                    "java.io.Serializable",
                    "java.nio.charset.",
                    "java.util.concurrent.ConcurrentHashMap",
                    "java.util.concurrent.ConcurrentMap",
                    "java.util.concurrent.ConcurrentSkipListMap",
                    "java.util.concurrent.CopyOnWriteArrayList",
                    "java.util.concurrent.TimeUnit",
                    "java.util.concurrent.atomic.");

    private static final Set<String> CLASSES =
            Set.of(
                    "java.lang.Thread",
                    "java.lang.ThreadGroup",
                    "java.lang.ThreadLocal",
                    "java.lang.Process",
                    "java.lang.ProcessBuilder",
                    "java.lang.Runtime",
                    "java.util.Timer",
                    "java.util.TimerTask",
                    "java.util.Calendar",
                    "java.security.SecureRandom");

    private static final Set<String> CALLS =
            Set.of(
                    "java.lang.System.currentTimeMillis",
                    "java.lang.System.nanoTime",
                    "java.lang.System.getenv",
                    "java.lang.System.getProperty",
                    "java.lang.System.exit",
                    "java.lang.Math.random",
                    "java.lang.StrictMath.random",
                    "java.util.UUID.randomUUID",
                    "java.lang.Object.wait",
                    "java.lang.Object.notify",
                    "java.lang.Object.notifyAll");

    private static final Set<String> UNSEEDED =
            Set.of("java.util.Random", "java.util.SplittableRandom", "java.util.Date");

    private final Object[] constants;
    private final List<int[]> calls = new ArrayList<>();
    private final List<Integer> classes = new ArrayList<>();

    private BytecodeScan(int size) {
        constants = new Object[size];
    }

    /**
     * What one class does that a strategy should not.
     *
     * @param classFile its bytes
     * @return one line each, sorted
     * @throws IOException if it is no class file
     */
    static Set<String> warnings(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        if (in.readInt() != MAGIC) {
            throw new IOException("no class file");
        }
        in.readInt();
        BytecodeScan scan = new BytecodeScan(in.readUnsignedShort());
        scan.readConstants(in);
        in.readUnsignedShort();
        String self = scan.className(in.readUnsignedShort());
        Set<String> warnings = new TreeSet<>();
        for (int index : scan.classes) {
            String used = scan.className(index);
            if (isBanned(used)) {
                warnings.add(self + " uses " + used);
            }
        }
        for (int[] call : scan.calls) {
            scan.judge(self, call, warnings);
        }
        return warnings;
    }

    private void judge(String self, int[] call, Set<String> warnings) {
        String owner = className(call[0]);
        int[] nameAndType = (int[]) constants[call[1]];
        String method = (String) constants[nameAndType[0]];
        String type = (String) constants[nameAndType[1]];
        boolean withoutArguments = type.startsWith("()");
        boolean asks =
                CALLS.contains(owner + "." + method)
                        || (owner.startsWith("java.time.")
                                && method.equals("now")
                                && (withoutArguments || type.startsWith("(Ljava/time/ZoneId;)")))
                        || (Set.of("java.time.Clock", "java.time.InstantSource").contains(owner)
                                && (method.startsWith("system") || method.startsWith("tick")))
                        || (method.equals("<init>") && withoutArguments && UNSEEDED.contains(owner))
                        || method.equals("parallelStream");
        if (asks) {
            warnings.add(self + " calls " + owner + "." + method);
        }
    }

    private static boolean isBanned(String name) {
        return CLASSES.contains(name)
                || (PACKAGES.stream().anyMatch(name::startsWith)
                        && HARMLESS.stream().noneMatch(name::startsWith));
    }

    private void readConstants(DataInputStream in) throws IOException {
        for (int i = 1; i < constants.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> constants[i] = in.readUTF();
                case 3, 4 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    i++;
                }
                case 7 -> {
                    constants[i] = in.readUnsignedShort();
                    classes.add(i);
                }
                case 8, 16, 19, 20 -> in.readUnsignedShort();
                case 9, 17, 18 -> in.readInt();
                case 10, 11 ->
                        calls.add(new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
                case 12 ->
                        constants[i] = new int[] {in.readUnsignedShort(), in.readUnsignedShort()};
                case 15 -> {
                    in.readUnsignedByte();
                    in.readUnsignedShort();
                }
                default -> throw new IOException("unknown constant " + tag);
            }
        }
    }

    /** Of an array its elements' class. */
    private String className(int index) {
        String internal = (String) constants[(Integer) constants[index]];
        String name = internal.replace('/', '.');
        if (name.startsWith("[")) {
            name = name.replaceFirst("^\\[+L?", "").replace(";", "");
        }
        return name;
    }
}

package io.openbell.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java process, looked at from outside with the JDK's own tool: what it has loaded, and what it has open. */
final class RunningProcess {

    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final Pattern THREAD = Pattern.compile("(?m)^\"([^\"]+)\" #");

    /** Of the shell, of the JVM's compiler, and of pools that the framework grows when it has much to do at once. */
    private static final List<String> OF_OTHERS =
            List.of(
                    "sshd-",
                    "Karaf ssh",
                    "session-N-thread-",
                    "pipe-",
                    "Attach Listener",
                    "C1 ",
                    "C2 ",
                    "FelixResolver-",
                    "HealthCheck-",
                    "hc-thread-");

    private final long pid;

    RunningProcess(ProcessHandle process) {
        this.pid = process.pid();
    }

    /** All of them, with their values. */
    String systemProperties() {
        return jcmd("VM.system_properties");
    }

    /**
     * Classes of that package, and of those below it, that are loaded after everything was collected that can be. While one
     * of them is there, so is its class loader.
     */
    List<String> classesOf(String packageName) {
        // Two rounds: finalizers and cleaners that ran behind the first one let go of more.
        jcmd("GC.run_finalization");
        jcmd("GC.run");
        jcmd("GC.run");
        String prefix = packageName + ".";
        return jcmd("VM.classloaders", "show-classes")
                .lines()
                .map(line -> line.replaceAll("^[\\s|+-]+", ""))
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.split("[\\s,]", 2)[0])
                .sorted()
                .toList();
    }

    /** Of all kinds. */
    int threads() throws IOException {
        return entries("task");
    }

    /** Files, sockets and others. */
    int handles() throws IOException {
        return entries("fd");
    }

    private int entries(String folder) throws IOException {
        try (var files = Files.list(Path.of("/proc", String.valueOf(pid), folder))) {
            return (int) files.count();
        }
    }

    /** Of the heap, after all was collected that can be. */
    long liveBytes() {
        jcmd("GC.run");
        String total =
                jcmd("GC.class_histogram")
                        .lines()
                        .filter(line -> line.startsWith("Total"))
                        .findFirst()
                        .orElseThrow();
        return Long.parseLong(total.strip().split("\\s+")[2]);
    }

    /** Its threads and sockets, how many of each; without threads that are nobody's. */
    Map<String, Integer> belongings() {
        Map<String, Integer> found = new TreeMap<>();
        Matcher thread = THREAD.matcher(jcmd("Thread.print"));
        while (thread.find()) {
            String name = thread.group(1).replaceAll("\\d+", "N");
            if (OF_OTHERS.stream().noneMatch(name::startsWith)) {
                found.merge("thread " + name, 1, Integer::sum);
            }
        }
        sockets().forEach(socket -> found.merge(socket, 1, Integer::sum));
        return found;
    }

    /** Listening ones by port; those to others by the others' port, as our own is another each time. */
    private List<String> sockets() {
        List<String> owned = owned();
        List<Socket> sockets = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            read(Path.of("/proc", String.valueOf(pid), "net", table), owned, sockets);
        }
        Set<Integer> listening = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (Socket socket : sockets) {
            if (socket.listens()) {
                listening.add(socket.ours());
                names.add("listens on " + socket.ours());
            }
        }
        for (Socket socket : sockets) {
            // The other end of one that was accepted is counted where it is, or is not ours.
            if (!socket.listens() && !listening.contains(socket.ours())) {
                names.add("connected with " + socket.theirs());
            }
        }
        return names;
    }

    private record Socket(int ours, int theirs, boolean listens) {}

    private static void read(Path table, List<String> owned, List<Socket> into) {
        try {
            for (String line : Files.readAllLines(table)) {
                String[] words = line.strip().split("\\s+");
                if (words.length > 9 && owned.contains("socket:[" + words[9] + "]")) {
                    into.add(new Socket(port(words[1]), port(words[2]), words[3].equals("0A")));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }

    private List<String> owned() {
        List<String> owned = new ArrayList<>();
        try (var files = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            for (Path file : files.toList()) {
                try {
                    owned.add(Files.readSymbolicLink(file).toString());
                } catch (IOException closedMeanwhile) {
                    // One less.
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return owned;
    }

    private String jcmd(String... words) {
        try {
            List<String> command = new ArrayList<>(List.of(JCMD.toString(), String.valueOf(pid)));
            command.addAll(List.of(words));
            Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output =
                    new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!tool.waitFor(1, TimeUnit.MINUTES) || tool.exitValue() != 0) {
                throw new IllegalStateException(command + ": " + output);
            }
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}

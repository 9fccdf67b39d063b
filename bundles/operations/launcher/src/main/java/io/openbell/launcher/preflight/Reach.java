package io.openbell.launcher.preflight;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/** Whether somebody takes a connection there. Nothing is sent. Blocks as long as the name server does, and the deadline. */
final class Reach {

    private Reach() {}

    /** Empty if it is reached; else why not, without the host. */
    static String problem(String host, int port, Duration deadline) {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            return "its host has no address";
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) deadline.toMillis());
            return "";
        } catch (IOException refused) {
            // The message of some systems names the address, which may be a secret.
            return "port " + port + " takes no connection";
        }
    }
}

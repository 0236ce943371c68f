package dev.headrace.edge.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** What counts as one client. */
public final class ClientNetwork {

    private static final int NETWORK_BYTES = 8;

    private ClientNetwork() {}

    /** The address; for IPv6 the /64 network, which usually belongs to a single client. */
    public static String of(InetAddress address) {
        return address instanceof Inet6Address v6
                ? HexFormat.of().formatHex(v6.getAddress(), 0, NETWORK_BYTES)
                : address.getHostAddress();
    }
}

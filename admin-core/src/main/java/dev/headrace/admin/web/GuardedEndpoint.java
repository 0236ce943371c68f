package dev.headrace.admin.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;

/** Tomcat's endpoint, which by itself limits neither the connections of an address nor the time of a whole request. */
final class GuardedEndpoint extends NioEndpoint {

    private static final int BYTES_OF_NETWORK = 8;

    private volatile ConnectionSettings settings = ConnectionSettings.UNLIMITED;

    void guard(ConnectionSettings limits) {
        settings = limits;
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (!hasRoomFor(socket)) {
            destroySocket(socket);
            return true;
        }
        return super.setSocketOptions(socket);
    }

    private boolean hasRoomFor(SocketChannel socket) {
        InetAddress client = socket.socket().getInetAddress();
        if (client == null) {
            return true;
        }
        byte[] network = network(client);
        return connections.keySet().stream().map(other -> other.socket().getInetAddress())
                .filter(other -> other != null && Arrays.equals(network(other), network))
                .count() < settings.perAddress();
    }

    /** The address; for IPv6 its /64 network, because a client has all addresses of one. */
    private static byte[] network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? Arrays.copyOf(bytes, BYTES_OF_NETWORK) : bytes;
    }

    @Override
    protected NioChannel createChannel(SocketBufferHandler buffers) {
        return new GuardedChannel(buffers, () -> settings.maxWait().toNanos());
    }
}

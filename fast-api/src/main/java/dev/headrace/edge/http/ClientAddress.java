package dev.headrace.edge.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Where a request comes from, as far as that can be trusted. */
public final class ClientAddress {

    private static final int NETWORK_BYTES = 8;

    private final int proxies;

    /** @param proxies how many proxies before the edge append to {@code X-Forwarded-For} */
    public ClientAddress(int proxies) {
        this.proxies = proxies;
    }

    /** The address, or for IPv6 the network that a single client usually has to itself. */
    public String of(HttpServerExchange exchange) {
        InetAddress address = exchange.getSourceAddress().getAddress();
        if (proxies > 0) {
            HeaderValues forwarded = exchange.getRequestHeaders().get(Headers.X_FORWARDED_FOR);
            if (forwarded != null) {
                address = forwarded(String.join(",", forwarded), address);
            }
        }
        return address instanceof Inet6Address v6
                ? HexFormat.of().formatHex(v6.getAddress(), 0, NETWORK_BYTES)
                : address.getHostAddress();
    }

    /** Only what our own proxies appended is believed: entries further left may be the client's invention. */
    private InetAddress forwarded(String list, InetAddress otherwise) {
        String[] addresses = Arrays.stream(list.split(",")).map(String::strip).toArray(String[]::new);
        try {
            return addresses.length < proxies
                    ? otherwise
                    : InetAddress.ofLiteral(addresses[addresses.length - proxies]);
        } catch (IllegalArgumentException e) {
            return otherwise;
        }
    }
}

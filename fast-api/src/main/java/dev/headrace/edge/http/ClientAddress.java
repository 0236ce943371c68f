package dev.headrace.edge.http;

import dev.headrace.edge.connection.ClientNetwork;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.net.InetAddress;
import java.util.Arrays;

/** Determines the trusted address of a client. */
public final class ClientAddress {

    private final int proxies;

    /** @param proxies number of proxies in front of the edge that append to {@code X-Forwarded-For} */
    public ClientAddress(int proxies) {
        this.proxies = proxies;
    }

    /** The address; for IPv6 the /64 network, which usually belongs to a single client. */
    public String of(HttpServerExchange exchange) {
        InetAddress address = exchange.getSourceAddress().getAddress();
        if (proxies > 0) {
            HeaderValues forwarded = exchange.getRequestHeaders().get(Headers.X_FORWARDED_FOR);
            if (forwarded != null) {
                address = forwarded(String.join(",", forwarded), address);
            }
        }
        return ClientNetwork.of(address);
    }

    /** Trusts only entries appended by our own proxies: entries further left may be forged by the client. */
    private InetAddress forwarded(String list, InetAddress fallback) {
        String[] addresses = Arrays.stream(list.split(",")).map(String::strip).toArray(String[]::new);
        try {
            return addresses.length < proxies
                    ? fallback
                    : InetAddress.ofLiteral(addresses[addresses.length - proxies]);
        } catch (IllegalArgumentException e) {
            return fallback;
        }
    }
}

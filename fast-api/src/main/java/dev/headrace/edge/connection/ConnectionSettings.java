package dev.headrace.edge.connection;

import java.time.Duration;

/**
 * Limits of connections.
 *
 * @param max open connections; further ones are refused
 * @param maxPerAddress the same for one client address; 0 means no limit
 * @param head from the first octet of a request to the end of its header
 * @param body from the end of the header to the end of the body
 * @param response from its first octet until all of it has been sent
 * @param idle between a response and the next request; does not end a request that is being handled
 * @param answer from the end of a request to the first octet of its response
 * @param minBytesPerSecond average rate of bodies and responses, after some seconds of grace; 0 means no minimum
 */
public record ConnectionSettings(int max, int maxPerAddress, Duration head, Duration body, Duration response,
        Duration idle, Duration answer, int minBytesPerSecond) {

    /**
     * The limit for an answer. A slow one is not the client's fault, so the limit must be longer than the timeouts of Redis and
     * the queue, of which a request may meet several.
     */
    public static final Duration ANSWER = Duration.ofSeconds(30);

    public ConnectionSettings withoutLimitPerAddress() {
        return withLimits(max, 0);
    }

    public ConnectionSettings withLimits(int all, int perAddress) {
        return new ConnectionSettings(all, perAddress, head, body, response, idle, answer, minBytesPerSecond);
    }
}

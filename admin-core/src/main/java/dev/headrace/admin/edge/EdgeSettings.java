package dev.headrace.admin.edge;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The location of the edges' Redis.
 *
 * @param redisUrl may contain a password
 */
@ConfigurationProperties("headrace.edge")
record EdgeSettings(String redisUrl) {

    @Override
    public String toString() {
        return "EdgeSettings[redisUrl=hidden]";
    }
}

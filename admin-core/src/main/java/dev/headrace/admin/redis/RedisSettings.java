package dev.headrace.admin.redis;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The location of the edges' Redis.
 *
 * @param url may contain a password
 */
@ConfigurationProperties("headrace.redis")
record RedisSettings(String url) {

    @Override
    public String toString() {
        return "RedisSettings[url=hidden]";
    }
}

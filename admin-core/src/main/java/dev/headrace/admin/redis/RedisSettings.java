package dev.headrace.admin.redis;

import dev.headrace.admin.settings.SettingCheck;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The location of the edges' Redis.
 *
 * @param url may contain a password
 */
@ConfigurationProperties("headrace.redis")
record RedisSettings(String url) {

    RedisSettings {
        new SettingCheck()
                .requireSecret(parse(url).isPresent(), "url",
                        "a URL such as redis://:PASSWORD@HOST:PORT; in the password, all characters except letters,"
                                + " digits, '-', '.', '_' and '~' must be percent-encoded")
                .end();
    }

    RedisURI uri() {
        return parse(url).orElseThrow();
    }

    private static Optional<RedisURI> parse(String url) {
        try {
            RedisURI uri = RedisURI.create(url);
            // With a '#' or '?' in the password, Lettuce silently parses no host.
            boolean isValid = URI.create(url).getHost() != null || uri.getSocket() != null
                    || !uri.getSentinels().isEmpty();
            return isValid ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // Its message contains the URL.
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "RedisSettings[url=hidden]";
    }
}

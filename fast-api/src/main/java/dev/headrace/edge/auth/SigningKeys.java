package dev.headrace.edge.auth;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;

/** Source of the token signing keys. */
final class SigningKeys {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 2_000;
    private static final int MAX_KEY_SET_BYTES = 256 * 1024;
    private static final long CACHED_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final long REFRESH_MILLIS = CONNECT_MILLIS + READ_MILLIS;
    private static final long MIN_INTERVAL_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final long OUTAGE_MILLIS = Duration.ofHours(24).toMillis();

    private SigningKeys() {}

    /** @throws IllegalArgumentException if the configured keys cannot be used */
    static JWKSource<SecurityContext> of(JwtSettings settings) {
        if (!settings.jwksUrl().isEmpty()) {
            return fromUrl(settings.jwksUrl());
        }
        return settings.keysFile().isEmpty() ? new ImmutableJWKSet<>(new JWKSet()) : fromFile(settings.keysFile());
    }

    private static JWKSource<SecurityContext> fromUrl(String url) {
        try {
            return JWKSourceBuilder
                    .create(URI.create(url).toURL(),
                            new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MAX_KEY_SET_BYTES))
                    .cache(CACHED_MILLIS, REFRESH_MILLIS).rateLimited(MIN_INTERVAL_MILLIS)
                    .outageTolerant(OUTAGE_MILLIS).build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not a URL: " + url, e);
        }
    }

    private static JWKSource<SecurityContext> fromFile(String file) {
        try {
            return new ImmutableJWKSet<>(JWKSet.load(new File(file)).toPublicJWKSet());
        } catch (IOException | ParseException e) {
            throw new IllegalArgumentException("cannot read keys from " + file + ": " + e.getMessage(), e);
        }
    }
}

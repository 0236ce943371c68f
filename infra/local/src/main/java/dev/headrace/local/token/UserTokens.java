package dev.headrace.local.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.headrace.local.data.LocalData;
import dev.headrace.services.DataFolder;
import dev.headrace.services.SecretFile;
import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Replaces a site's identity provider: signs end users' tokens with a key that only this system's edge trusts. */
public final class UserTokens {

    /** The {@code iss} of these tokens. */
    public static final String ISSUER = "headrace-local";
    /** The {@code aud} of these tokens. */
    public static final String AUDIENCE = "headrace";
    private static final Duration VALIDITY = Duration.ofDays(30);
    /** User names that the edge accepts. */
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final LocalData data;
    private final Clock clock;

    public UserTokens(LocalData data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    /**
     * Issues a token that is valid for 30 days.
     *
     * @throws ServiceException if the edge would reject the name, or no edge has the key
     */
    public String issue(String user) {
        if (!NAME.matcher(user).matches()) {
            throw new ServiceException(
                    "A user name may have up to 128 printable ASCII characters and no spaces: " + user);
        }
        ECKey key = key(this::failMissingKey);
        Instant now = clock.instant();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).type(JOSEObjectType.JWT).build(),
                new JWTClaimsSet.Builder().subject(user).issuer(ISSUER).audience(AUDIENCE).issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(VALIDITY))).build());
        try {
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the public key to a file for the edge and returns the file; creates the key pair if necessary. */
    public Path publish() {
        Path file = data.folder().resolve("user-token-keys.json");
        try {
            DataFolder.create(data.folder());
            Files.writeString(file, new JWKSet(key(UserTokens::newKey).toPublicJWK()).toString());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ECKey key(Supplier<String> generator) {
        Path file = data.secret("user-token-key.secret.json");
        try {
            return ECKey.parse(SecretFile.readOrCreate(file, generator));
        } catch (ParseException e) {
            throw new ServiceException("Cannot read the signing key in " + file + ": " + e.getMessage(), e);
        }
    }

    private String failMissingKey() {
        throw data.notRunning();
    }

    private static String newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true).generate().toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}

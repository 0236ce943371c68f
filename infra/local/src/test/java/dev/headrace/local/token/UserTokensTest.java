package dev.headrace.local.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.headrace.local.data.LocalData;
import dev.headrace.services.ServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path temp;
    private LocalData data;
    private UserTokens tokens;

    @BeforeEach
    void createTokensInANewFolder() {
        data = new LocalData(temp.resolve("data"));
        tokens = new UserTokens(data, Clock.fixed(NOW, ZoneOffset.UTC));
        tokens.publish();
    }

    @Test
    void areNotIssuedWithoutAKey() {
        LocalData typo = new LocalData(temp.resolve("typo"));

        assertThatThrownBy(() -> new UserTokens(typo, Clock.systemUTC()).issue("ada"))
                .isInstanceOf(ServiceException.class).hasMessage(typo.notRunning().getMessage());
        assertThat(typo.folder()).doesNotExist();
    }

    @Test
    void areSignedWithThePublishedKey() throws Exception {
        SignedJWT token = SignedJWT.parse(tokens.issue("ada"));
        JWKSet published = JWKSet.load(tokens.publish().toFile());

        assertThat(published.getKeys()).singleElement().satisfies(key -> assertThat(key.isPrivate()).isFalse());
        assertThat(token.verify(new ECDSAVerifier(
                published.getKeyByKeyId(token.getHeader().getKeyID()).toECKey()))).isTrue();
    }

    @Test
    void nameTheUserAndExpireAfterThirtyDays() throws Exception {
        var claims = SignedJWT.parse(tokens.issue("ada")).getJWTClaimsSet();

        assertThat(claims.getSubject()).isEqualTo("ada");
        assertThat(claims.getIssuer()).isEqualTo("headrace-local");
        assertThat(claims.getAudience()).containsExactly("headrace");
        assertThat(claims.getExpirationTime().toInstant()).isEqualTo("2026-12-22T10:00:00Z");
    }

    @Test
    void useOneKeyFromAnOwnerOnlyFile() throws Exception {
        String first = SignedJWT.parse(tokens.issue("ada")).getHeader().getKeyID();
        String second = SignedJWT.parse(tokens.issue("bob")).getHeader().getKeyID();

        assertThat(second).isEqualTo(first);
        assertThat(Files.getPosixFilePermissions(data.secret("user-token-key.secret.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void areNotIssuedForInvalidNames() {
        assertThatThrownBy(() -> tokens.issue("ada lovelace")).isInstanceOf(ServiceException.class)
                .hasMessageContaining("no spaces: ada lovelace");
    }
}

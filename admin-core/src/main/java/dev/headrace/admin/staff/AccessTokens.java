package dev.headrace.admin.staff;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Role;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.model.EntryId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Personal access tokens: {@code hr_} and 32 random bytes. Only their SHA-256 is stored; random bytes need no slower
 * hash.
 */
class AccessTokens {

    private static final String PREFIX = "hr_";
    private static final Duration LIFETIME = Duration.ofDays(365);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final ActivityLog activity;
    private final Clock clock;

    AccessTokens(JdbcClient jdbc, TransactionOperations transactions, ActivityLog activity, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * Issues a token for a person.
     *
     * @param name the purpose of the token
     * @param actor the issuer
     * @return the token, which cannot be shown again; empty if there is no such person
     */
    Optional<String> issue(String email, String name, Actor actor) {
        String token = PREFIX + random();
        String owner = Person.emailOf(email);
        boolean issued = transactions.execute(_ -> insert(token, owner, name, actor));
        return issued ? Optional.of(token) : Optional.empty();
    }

    private boolean insert(String token, String owner, String name, Actor actor) {
        UUID id = EntryId.fresh();
        Instant now = clock.instant();
        Instant expires = now.plus(LIFETIME);
        int inserted = jdbc.sql("""
                insert into access_token (id, staff_id, name, hash, created_at, expires_at)
                select :id, id, :name, :hash, :now, :expires from staff where email = :email""")
                .param("id", id).param("name", name).param("hash", hash(token)).param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(expires)).param("email", owner).update();
        if (inserted == 1) {
            activity.record(actor, TokenActions.ISSUE, TokenActions.TOKEN.of(id), null,
                    JsonNodeFactory.instance.objectNode().put("owner", owner).put("name", name).put("expiresAt",
                            expires.toString()));
        }
        return inserted == 1;
    }

    /** The actor of a token, if the token is valid. */
    Optional<Actor> actor(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        // Recorded at most once a minute; a write on each call would cost more than the call.
        return jdbc.sql("""
                with used as (
                    update access_token set last_used_at = :now
                    where hash = :hash and expires_at > :now
                    and (last_used_at is null or last_used_at < :now::timestamptz - interval '1 minute'))
                select t.id, s.email, s.role from access_token t join staff s on s.id = t.staff_id
                where t.hash = :hash and t.expires_at > :now""")
                .param("hash", hash(token)).param("now", Timestamp.from(now))
                .query((row, _) -> new Actor(Actor.Kind.token, row.getObject("id", UUID.class), row.getString("email"),
                        Role.valueOf(row.getString("role"))))
                .optional();
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}

package dev.headrace.admin.staff;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.activity.ActivityLog;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.node.JsonNodeFactory;

/** Passwords of staff. */
class Passwords {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 12;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final ActivityLog activity;

    Passwords(JdbcClient jdbc, TransactionOperations transactions, ActivityLog activity) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.activity = activity;
    }

    static PasswordEncoder encoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    static String random() {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /**
     * Replaces a person's password by a random one and ends the person's sessions. Access tokens stay valid: programs use
     * them.
     *
     * @return the password, which cannot be shown again; empty if there is no such person
     */
    Optional<String> replace(String email, Actor actor) {
        String password = random();
        String hash = String.valueOf(encoder().encode(password));
        return transactions.execute(_ -> store(Person.emailOf(email), hash, actor)).map(_ -> password);
    }

    private Optional<UUID> store(String email, String hash, Actor actor) {
        Optional<UUID> person = jdbc.sql("update staff set password_hash = :hash where email = :email returning id")
                .param("hash", hash).param("email", email).query(UUID.class).optional();
        person.ifPresent(id -> {
            jdbc.sql("delete from spring_session where principal_name = :email").param("email", email).update();
            activity.record(actor, StaffActions.REPLACE_PASSWORD, StaffActions.PERSON.of(id, email), null,
                    JsonNodeFactory.instance.objectNode().put("email", email));
        });
        return person;
    }
}

package dev.headrace.admin.staff;

import dev.headrace.admin.access.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** A member of the staff. */
@Entity
@Table(name = "staff")
class Person {

    // More than an address can have.
    private static final int MAX_EMAIL = 320;

    @Id
    private UUID id;

    private String email;

    private String name;

    @Column(name = "password_hash")
    private String passwordHash;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets the fields itself
    protected Person() {}

    Person(UUID id, String email, String name, String passwordHash, Role role, Instant createdAt) {
        this.id = id;
        this.email = emailOf(email);
        this.name = name;
        this.passwordHash = passwordHash;
        this.role = role;
        this.createdAt = createdAt;
    }

    /**
     * The stored form of an email address as somebody types it: in lower case, without invisible characters around it. Texts
     * that are too long are cut, because Java takes quadratic time for the lower case of some letters: a second for 10,000
     * sigmas.
     */
    static String emailOf(String typed) {
        int start = 0;
        int end = typed.length();
        while (start < end && isInvisible(typed.charAt(start))) {
            start++;
        }
        while (end > start && isInvisible(typed.charAt(end - 1))) {
            end--;
        }
        // PostgreSQL's text cannot hold U+0000.
        return typed.substring(start, Math.min(end, start + MAX_EMAIL)).replace("\0", "").toLowerCase(Locale.ROOT);
    }

    private static boolean isInvisible(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    UUID id() {
        return id;
    }

    String email() {
        return email;
    }

    String name() {
        return name;
    }

    String passwordHash() {
        return passwordHash;
    }

    Role role() {
        return role;
    }

}

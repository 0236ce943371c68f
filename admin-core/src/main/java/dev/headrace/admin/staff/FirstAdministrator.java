package dev.headrace.admin.staff;

import dev.headrace.admin.audit.AuditTrail;
import dev.headrace.model.EntryId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the first administrator of a new system, so that somebody can sign in at all. */
@Component
class FirstAdministrator implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

    private final Account account;
    private final People people;
    private final PasswordEncoder passwords;
    private final AuditTrail audit;
    private final Clock clock;

    /**
     * Who it is to be.
     *
     * @param password empty for a random one
     */
    @ConfigurationProperties("headrace.administrator")
    record Account(String email, String password) {}

    FirstAdministrator(Account account, People people, PasswordEncoder passwords, AuditTrail audit, Clock clock) {
        this.account = account;
        this.people = people;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (people.count() > 0) {
            return;
        }
        String password = account.password().isEmpty() ? randomPassword() : account.password();
        String hash = passwords.encode(password);
        people.save(new Person(EntryId.fresh(), account.email(), "Administrator", hash, Actor.Role.administrator,
                clock.instant()));
        audit.record("system", "staff.create", "staff:" + account.email(), "the first administrator");
        if (account.password().isEmpty()) {
            log.warn("The first administrator is {} with the password {} (printed only this once)", account.email(),
                    password);
        }
    }

    private static String randomPassword() {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}

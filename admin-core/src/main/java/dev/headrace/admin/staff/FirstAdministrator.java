package dev.headrace.admin.staff;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Role;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.settings.SettingCheck;
import dev.headrace.model.EntryId;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

/** Creates the first administrator of a new installation. */
@Component
class FirstAdministrator implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

    private final Account account;
    private final People people;
    private final PasswordEncoder passwords;
    private final ActivityLog activity;
    private final Clock clock;

    /**
     * The account to create.
     *
     * @param password empty for a random one
     */
    @ConfigurationProperties("headrace.administrator")
    record Account(String email, String password) {

        Account {
            new SettingCheck()
                    .require(email.contains("@"), "email", "'" + email + "'", "an email address")
                    .end();
        }

        @Override
        public String toString() {
            return "Account[email=" + email + ", password=hidden]";
        }
    }

    FirstAdministrator(Account account, People people, PasswordEncoder passwords, ActivityLog activity, Clock clock) {
        this.account = account;
        this.people = people;
        this.passwords = passwords;
        this.activity = activity;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        people.awaitSetup();
        if (people.count() > 0) {
            return;
        }
        String password = account.password().isEmpty() ? Passwords.random() : account.password();
        String hash = passwords.encode(password);
        Person person = people.save(new Person(EntryId.fresh(), account.email(), "Administrator", hash,
                Role.administrator, clock.instant()));
        activity.record(Actor.system(), StaffActions.CREATE, StaffActions.PERSON.of(person.id(), person.email()), null,
                JsonNodeFactory.instance.objectNode().put("email", person.email()).put("name", person.name())
                        .put("role", person.role().name()));
        if (account.password().isEmpty()) {
            log.warn("The first administrator is {} with the password {} (printed only this once)", account.email(),
                    password);
        }
    }
}

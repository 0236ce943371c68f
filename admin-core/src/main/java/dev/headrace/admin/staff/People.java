package dev.headrace.admin.staff;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All staff. */
interface People extends Repository<Person, UUID> {

    /** @param email as {@link Person#emailOf} writes it */
    Optional<Person> findByEmail(String email);

    Person save(Person person);

    long count();

    /** Lets only one core at a time set up an installation, until the end of the transaction. */
    @Query(value = "select count(*) from pg_advisory_xact_lock(hashtext('first administrator'))", nativeQuery = true)
    long awaitSetup();
}

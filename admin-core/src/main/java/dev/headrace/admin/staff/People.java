package dev.headrace.admin.staff;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** All staff. */
interface People extends Repository<Person, UUID> {

    /** @param email in lower case */
    Optional<Person> findByEmail(String email);

    Person save(Person person);

    long count();
}

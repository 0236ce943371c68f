package dev.headrace.admin.access;

import java.util.Optional;
import java.util.UUID;

/**
 * Reads an actor's present name and role from the database. The package of the staff implements it, so that features
 * such as jobs can check a role later than it was given.
 */
public interface CurrentActors {

    /**
     * The staff member, or the owner of the access token, with this id.
     *
     * @return empty if there is no such person or token any more, or if the kind is neither staff nor token
     */
    Optional<Actor> find(Actor.Kind kind, UUID id);
}

package dev.headrace.admin.access;

import java.util.Optional;
import java.util.UUID;

/**
 * Reads an actor's current name and role from the database. The staff package implements it, so that features such as
 * jobs can recheck a role later.
 */
public interface CurrentActors {

    /**
     * The staff member, or the owner of the access token, with this id.
     *
     * @return empty if the person or token no longer exists, or if the kind is neither staff nor token
     */
    Optional<Actor> find(Actor.Kind kind, UUID id);
}

package dev.headrace.admin.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The request is valid, but the current state forbids it. Mapped to {@code 409}. */
public class RefusedException extends RuntimeException {

    private final @Nullable String permittedBy;

    public RefusedException(String message) {
        this(message, null);
    }

    /** @param permittedBy the parameter with which the same request is accepted, such as {@code force=true} */
    public RefusedException(String message, @Nullable String permittedBy) {
        super(message);
        this.permittedBy = permittedBy;
    }

    Optional<String> permittedBy() {
        return Optional.ofNullable(permittedBy);
    }
}

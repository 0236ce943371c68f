package dev.headrace.admin.publishing;

import dev.headrace.admin.web.RefusedException;

/** Another release is going live. Mapped to {@code 409}, as every refusal. */
public final class StagingInProgressException extends RefusedException {
    StagingInProgressException() {
        super("Another release is going live or being rolled back; try again when it is.");
    }
}

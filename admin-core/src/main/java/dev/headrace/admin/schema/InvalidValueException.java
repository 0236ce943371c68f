package dev.headrace.admin.schema;

/** A value is invalid for its field; the reason completes a sentence that begins with the field's name. */
final class InvalidValueException extends RuntimeException {

    private final String reason;

    InvalidValueException(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}

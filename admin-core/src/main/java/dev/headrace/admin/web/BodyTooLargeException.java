package dev.headrace.admin.web;

import java.io.IOException;

/** A body without a declared length exceeded the limit. Mapped to {@code 413}. */
final class BodyTooLargeException extends IOException {

    BodyTooLargeException(String message) {
        super(message);
    }
}

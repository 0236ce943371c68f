package dev.headrace.admin.web;

import java.io.IOException;

/** A body has bytes that are not text. Mapped to {@code 400}. */
final class MalformedTextException extends IOException {

    MalformedTextException() {
        super("The body is not valid UTF-8.");
    }
}

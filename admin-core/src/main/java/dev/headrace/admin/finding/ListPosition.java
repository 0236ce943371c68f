package dev.headrace.admin.finding;

import dev.headrace.admin.finding.ListOrder.Column;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.model.Collation;
import dev.headrace.model.EntryId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a page of a list ends, so that the next one is found without counting from the beginning.
 *
 * @param entry the last entry
 * @param value its value in the column of the order; empty if it was never published
 */
record ListPosition(ListOrder order, UUID entry, String value) {

    private static final int MAX_LENGTH = 10_000;
    private static final int PARTS = 3;

    static ListPosition of(EntryRow last, ListOrder order) {
        return new ListPosition(order, last.id(), value(last, order.column()));
    }

    private static String value(EntryRow row, Column column) {
        Instant publishedAt = row.publishedAt();
        return switch (column) {
            case updatedAt -> row.updatedAt().toString();
            case createdAt -> row.createdAt().toString();
            case publishedAt -> publishedAt == null ? "" : publishedAt.toString();
            case title -> row.title();
        };
    }

    /** The value as a parameter of a query. */
    Object parameter() {
        if (order.column() == Column.title) {
            return Collation.key(value);
        }
        // The driver takes this for negative infinity.
        return value.isEmpty() ? OffsetDateTime.MIN : Instant.parse(value).atOffset(ZoneOffset.UTC);
    }

    /** An opaque text, {@link #parse} reads it. The value comes last, since it may contain any character. */
    String text() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((order + " " + entry + " " + value).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws InvalidInputException if the text does not come from a list in this order */
    static ListPosition parse(String text, ListOrder order) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", PARTS);
            if (text.length() <= MAX_LENGTH && parts.length == PARTS && parts[0].equals(order.toString())
                    && EntryId.isId(parts[1])) {
                ListPosition position = new ListPosition(order, UUID.fromString(parts[1]), parts[2]);
                position.parameter();
                return position;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // not a position
        }
        throw new InvalidInputException("/after", "must be the 'next' of a page of the same list");
    }
}

package dev.headrace.admin.finding;

import dev.headrace.admin.finding.ListOrder.Column;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.StoredTime;
import dev.headrace.model.EntryId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;

/** Where a page of a list starts. */
sealed interface Position {

    /** The first page. */
    Position START = new Numbered(1);

    /**
     * A page with a number: the entries of the pages before it are skipped one by one.
     *
     * @param page counted from 1
     */
    record Numbered(int page) implements Position {}

    /**
     * After the last entry of another page, which is found without counting from the beginning.
     *
     * @param entry the last entry
     * @param value its value in the column of the order: a time, empty if it was never published, or the key of its
     *     title
     */
    record After(ListOrder order, UUID entry, String value) implements Position {

        private static final int MAX_LENGTH = 10_000;
        private static final int PARTS = 3;

        /** @param titleKey the last entry's, in hexadecimal digits */
        static After last(EntryRow last, ListOrder order, Supplier<String> titleKey) {
            Instant publishedAt = last.publishedAt();
            return new After(order, last.id(), switch (order.column()) {
                case updatedAt -> last.updatedAt().toString();
                case createdAt -> last.createdAt().toString();
                case publishedAt -> publishedAt == null ? "" : publishedAt.toString();
                case title -> titleKey.get();
            });
        }

        /** The value as a parameter of a query. */
        Object parameter() {
            if (order.column() == Column.title) {
                return HexFormat.of().parseHex(value);
            }
            // The driver takes this for negative infinity.
            return value.isEmpty() ? OffsetDateTime.MIN : StoredTime.parse(value);
        }

        /** An opaque text, which {@link #parse} reads. */
        String text() {
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString((order + " " + entry + " " + value).getBytes(StandardCharsets.UTF_8));
        }

        /** @throws InvalidInputException if the text does not come from a list in this order */
        static After parse(String text, ListOrder order) {
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ",
                        PARTS);
                if (text.length() <= MAX_LENGTH && parts.length == PARTS && parts[0].equals(order.toString())
                        && EntryId.isId(parts[1])) {
                    After position = new After(order, UUID.fromString(parts[1]), parts[2]);
                    position.parameter();
                    return position;
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                // not a position
            }
            throw new InvalidInputException("/after", "must be the 'next' of a page of the same list");
        }
    }
}

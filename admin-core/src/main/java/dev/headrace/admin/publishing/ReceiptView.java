package dev.headrace.admin.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * JSON form of a receipt.
 *
 * @param live whether at least one edge is running, and all of them serve it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReceiptView(ReceiptAction action, int version, boolean live, @Nullable Long millis, Instant requestedAt,
        @Nullable Instant renderedAt, @Nullable Instant storedAt, @Nullable Instant seenAt, @Nullable Integer edges,
        int dependents) {

    static ReceiptView of(Receipt receipt) {
        return new ReceiptView(receipt.action(), receipt.version(), receipt.seenAt() != null, receipt.millis(),
                receipt.requestedAt().toInstant(), instant(receipt.renderedAt()), instant(receipt.storedAt()),
                instant(receipt.seenAt()), receipt.edges(), receipt.dependents());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

package dev.headrace.edge.interact;

import dev.headrace.edge.limit.Rate;
import dev.headrace.model.ReceiptKey;
import java.time.Duration;
import java.util.List;

/**
 * Settings of writes.
 *
 * @param userRate rate limit per user
 * @param addressRate rate limit per address for requests without a known user
 * @param viewWindow how long views of a document are summed before they are written
 * @param receiptAge how long Redis keeps receipts of writes with an idempotency key at least; older keys are rejected
 * @param receiptKeys from which the ids of writes with an idempotency key are derived, newest first
 * @param keylessReceiptAge how long Redis keeps receipts of other writes
 * @param keylessReceipts maximum number of receipts of other writes by this edge that Redis keeps
 * @param outboxLimit maximum number of events in each of the 256 outboxes
 */
public record InteractionSettings(Rate userRate, Rate addressRate, Duration viewWindow, Duration receiptAge,
        List<ReceiptKey> receiptKeys, Duration keylessReceiptAge, int keylessReceipts, int outboxLimit) {}

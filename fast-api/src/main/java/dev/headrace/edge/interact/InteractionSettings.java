package dev.headrace.edge.interact;

import dev.headrace.edge.limit.Rate;
import java.time.Duration;

/**
 * Settings of writes.
 *
 * @param userRate rate limit per user
 * @param addressRate rate limit per address for requests without a known user
 * @param viewWindow how long views of a document are summed before they are written
 * @param receiptAge how long Redis keeps receipts of writes with an idempotency key; older keys are rejected
 * @param keylessReceiptAge how long Redis keeps receipts of other writes
 * @param outboxLimit maximum number of events in each of the 256 outboxes
 */
public record InteractionSettings(Rate userRate, Rate addressRate, Duration viewWindow, Duration receiptAge,
        Duration keylessReceiptAge, int outboxLimit) {}

package dev.headrace.edge.interact;

import dev.headrace.edge.limit.Rate;
import java.time.Duration;

/**
 * How writes are accepted.
 *
 * @param userRate what one user may do
 * @param addressRate what may come from one address without a user that is known
 * @param viewWindow how long views of one document are summed before they are written
 * @param receiptAge how long Redis remembers what became of a write that may be tried again under its key; older keys are
 *     refused
 * @param keylessReceiptAge the same for other writes
 * @param outboxLimit the most events that one of the 256 outboxes may hold
 */
public record InteractionSettings(Rate userRate, Rate addressRate, Duration viewWindow, Duration receiptAge,
        Duration keylessReceiptAge, int outboxLimit) {}

package dev.headrace.model;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The id of one accepted write, valid for as long as receipts and retries are supported.
 *
 * <p>A UUID of version 7 that contains the partition of its target, so that a receipt can be found without the target, and a
 * timestamp. Ids of version 8 have no timestamp; they are no longer made, but events with them are still applied.
 */
public record EventId(UUID value) {

    private static final int TIMED = 7;
    private static final int TIMELESS = 8;
    private static final LocalDate TIMELESS_DAY = LocalDate.EPOCH;

    public EventId {
        if (value.variant() != 2 || (value.version() != TIMED && value.version() != TIMELESS)) {
            throw new IllegalArgumentException("not an event id: " + value);
        }
    }

    /** A new id for a write without an idempotency key. */
    public static EventId fresh(long epochMillis, Partition partition) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return compose(epochMillis, random.nextInt(), partition, random.nextLong());
    }

    /**
     * The id of a write with an idempotency key: the same principal, route, key and day always yield the same id, even after
     * the receipt of the first attempt is lost.
     *
     * @param key if it is a version 7 UUID, the id gets its timestamp
     * @param day the timestamp for other keys, in UTC
     */
    public static EventId derived(ReceiptKey secret, String principal, String route, String key, LocalDate day,
            Partition partition) {
        ByteBuffer hash = ByteBuffer.wrap(secret.hash(principal + "\n" + route + "\n" + key));
        long first = hash.getLong();
        long second = hash.getLong();
        Instant time = timeOf(key).orElseGet(() -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
        return compose(time.toEpochMilli(), (int) first, partition, second);
    }

    /** The timestamp of an idempotency key, if it is a version 7 UUID. */
    public static Optional<Instant> timeOf(String key) {
        if (key.length() != 36) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(key);
            return uuid.version() == TIMED && uuid.variant() == 2
                    ? Optional.of(Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16))
                    : Optional.empty();
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException if the string is not an event id */
    public static EventId parse(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("not an event id: " + text.length() + " characters");
        }
        return new EventId(UUID.fromString(text));
    }

    public Partition partition() {
        return new Partition((int) (value.getMostSignificantBits() & 0xff));
    }

    /** The UTC day that partitions the inbox; 1970-01-01 for ids without a timestamp. */
    public LocalDate day() {
        return timed()
                ? Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16).atOffset(ZoneOffset.UTC).toLocalDate()
                : TIMELESS_DAY;
    }

    /** Whether {@link #day} is the day of the write. */
    public boolean timed() {
        return value.version() == TIMED;
    }

    private static EventId compose(long epochMillis, int mid4, Partition partition, long low62) {
        long high = (epochMillis << 16) | ((long) TIMED << 12) | ((mid4 & 0xfL) << 8) | partition.number();
        long low = (low62 & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new EventId(new UUID(high, low));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

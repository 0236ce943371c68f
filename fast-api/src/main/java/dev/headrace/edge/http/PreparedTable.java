package dev.headrace.edge.http;

import dev.headrace.edge.connection.OrdinaryGet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Prepared responses by target. Like a processor's cache, it has a fixed number of places, of which each target may use
 * some; a response that loses its place is prepared again by the next request for it. So a lookup reads few places of
 * memory, makes no object, and updates nothing.
 */
final class PreparedTable {

    /** Places that a target may use. */
    private static final int WAYS = 8;
    /** Less than responses have on average, so that few targets lack a place. */
    private static final long BYTES_PER_PLACE = 256;
    private static final int MAX_SETS = 1 << 20;

    private final long maxBytes;
    private final int lastSet;
    /** So that other responses need not be read. */
    private final AtomicIntegerArray hashes;
    private final AtomicReferenceArray<@Nullable PreparedResponse> places;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger hand = new AtomicInteger();

    /** @param maxBytes 0 for no responses at all */
    PreparedTable(long maxBytes) {
        this.maxBytes = maxBytes;
        int sets = Math.clamp(Long.highestOneBit(maxBytes / BYTES_PER_PLACE / WAYS), 1, MAX_SETS);
        this.lastSet = sets - 1;
        this.hashes = new AtomicIntegerArray(sets * WAYS);
        this.places = new AtomicReferenceArray<>(sets * WAYS);
    }

    @Nullable
    PreparedResponse get(OrdinaryGet request) {
        return find(request.targetHash(), request.target(), request.targetLength());
    }

    @Nullable
    PreparedResponse find(int hash, byte[] target, int length) {
        int first = firstPlace(hash);
        for (int place = first; place < first + WAYS; place++) {
            if (hashes.getPlain(place) == hash) {
                PreparedResponse response = places.get(place);
                if (response != null && response.isFor(target, length)) {
                    return response;
                }
            }
        }
        return null;
    }

    private int firstPlace(int hash) {
        return (hash & lastSet) * WAYS;
    }

    void put(PreparedResponse response) {
        if (response.size() > maxBytes) {
            return;
        }
        replace(placeFor(response), response);
        while (bytes.get() > maxBytes) {
            replace(Math.floorMod(hand.getAndIncrement(), places.length()), null);
        }
    }

    /** The place of the response to the same target, else a free one, else any. */
    private int placeFor(PreparedResponse response) {
        int first = firstPlace(response.hash());
        int found = first + ThreadLocalRandom.current().nextInt(WAYS);
        for (int place = first; place < first + WAYS; place++) {
            PreparedResponse present = places.get(place);
            if (present == null) {
                found = place;
            } else if (response.isFor(present.target(), present.target().length)) {
                return place;
            }
        }
        return found;
    }

    private void replace(int place, @Nullable PreparedResponse response) {
        PreparedResponse replaced = places.getAndSet(place, response);
        hashes.set(place, response == null ? 0 : response.hash());
        bytes.addAndGet((response == null ? 0 : response.size()) - (replaced == null ? 0 : replaced.size()));
    }
}

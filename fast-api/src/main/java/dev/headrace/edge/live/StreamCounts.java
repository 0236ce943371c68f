package dev.headrace.edge.live;

import java.util.concurrent.atomic.LongAdder;

/** What has happened to change streams. */
final class StreamCounts {

    private final LongAdder events = new LongAdder();
    private final LongAdder resets = new LongAdder();
    private final LongAdder slow = new LongAdder();

    void countEvents(int number) {
        events.add(number);
    }

    void countReset() {
        resets.increment();
    }

    void countSlow() {
        slow.increment();
    }

    /** Number of changes sent. */
    long events() {
        return events.sum();
    }

    long resets() {
        return resets.sum();
    }

    /** Number of clients that were disconnected because they were too far behind. */
    long slow() {
        return slow.sum();
    }
}

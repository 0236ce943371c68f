package dev.headrace.testkit.fuzz;

/**
 * What the parsing of one input may cost.
 *
 * @param bytes allocated for any input
 * @param bytesPerCharacter allocated in addition
 * @param nanosPerCharacter CPU time in addition to {@link #NANOS}
 */
record Limits(long bytes, long bytesPerCharacter, long nanosPerCharacter) {

    /** CPU time for any input. Generous, because only growth with the length of an input is of interest. */
    static final long NANOS = 200_000_000;

    static final Limits DEFAULT = new Limits(256 * 1024, 200, 5_000);

    boolean allow(Cost cost, int length) {
        return cost.bytes <= bytes + bytesPerCharacter * length && cost.nanos <= NANOS + nanosPerCharacter * length;
    }

    /** The allocated bytes and the CPU time of a thread. */
    record Cost(long bytes, long nanos) {

        Cost minus(Cost earlier) {
            return new Cost(bytes - earlier.bytes, nanos - earlier.nanos);
        }

        @Override
        public String toString() {
            return bytes + " bytes and " + nanos / 1_000_000 + " ms of CPU time";
        }
    }
}

package dev.headrace.admin.jobs;

import java.util.Arrays;

/** Priority of a due job. */
public enum Priority {
    normal(50),
    low(10);

    private final int rank;

    Priority(int rank) {
        this.rank = rank;
    }

    static Priority of(int rank) {
        return Arrays.stream(values()).filter(priority -> priority.rank == rank).findFirst().orElse(normal);
    }

    /** The stored number; the highest runs first. */
    int rank() {
        return rank;
    }
}

package dev.headrace.admin.finding;

import java.time.Duration;
import java.time.Instant;

/** How long entries stay in the trash before they are deleted. */
public interface TrashRetention {

    Duration retention();

    default Instant end(Instant trashedAt) {
        return trashedAt.plus(retention());
    }

    /** In the largest unit that divides it, such as "30 days". */
    default String inWords() {
        Duration time = retention();
        if (time.equals(Duration.ofDays(time.toDays()))) {
            return count(time.toDays(), "day");
        }
        if (time.equals(Duration.ofHours(time.toHours()))) {
            return count(time.toHours(), "hour");
        }
        return time.equals(Duration.ofMinutes(time.toMinutes()))
                ? count(time.toMinutes(), "minute")
                : count(Math.max(1, time.toSeconds()), "second");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}

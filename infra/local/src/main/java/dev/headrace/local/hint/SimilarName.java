package dev.headrace.local.hint;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody probably meant when they wrote another. */
public final class SimilarName {

    private static final int MAX_LENGTH = 100;
    private static final int MAX_DISTANCE = 3;
    /** Characters of a name for each edit that is still similar; one edit always is. */
    private static final int LENGTH_PER_EDIT = 5;

    private SimilarName() {}

    /** The known name with the fewest edits between it and the written one; empty if all are too different. */
    public static Optional<String> of(String written, Collection<String> known) {
        if (written.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int limit = Math.clamp(written.length() / LENGTH_PER_EDIT, 1, MAX_DISTANCE);
        return known.stream().filter(name -> distance(written, name) <= limit)
                .min(Comparator.<String>comparingInt(name -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The Levenshtein distance. */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > MAX_DISTANCE) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[other.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= one.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int replaced = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}

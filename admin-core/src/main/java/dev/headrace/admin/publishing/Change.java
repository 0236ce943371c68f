package dev.headrace.admin.publishing;

import dev.headrace.admin.content.ExpectedVersion;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of the publication of one variant. */
public sealed interface Change {

    /** The type's name. */
    String type();

    UUID id();

    String locale();

    /** The expected version of the draft. */
    ExpectedVersion expected();

    /**
     * Publishes a revision.
     *
     * @param number of the revision; null for the current draft
     */
    record Put(String type, UUID id, String locale, @Nullable Integer number, ExpectedVersion expected)
            implements
                Change {

        /** Publishes the current draft. */
        public static Put draft(String type, UUID id, String locale, ExpectedVersion expected) {
            return new Put(type, id, locale, null, expected);
        }
    }

    /**
     * Publishes what was published before, as it was: with its shared values, even if newer ones are published, with its times
     * and, if it was withdrawn, its notice.
     */
    record Restore(String type, UUID id, String locale, FormerState.Published former) implements Change {

        @Override
        public ExpectedVersion expected() {
            return ExpectedVersion.ANY;
        }
    }

    /**
     * Unpublishes the variant; its draft remains.
     *
     * @param ending what readers get then
     */
    record Remove(String type, UUID id, String locale, ExpectedVersion expected, Ending ending) implements Change {

        /** Readers get "not found". */
        public Remove(String type, UUID id, String locale, ExpectedVersion expected) {
            this(type, id, locale, expected, Ending.notFound());
        }
    }
}

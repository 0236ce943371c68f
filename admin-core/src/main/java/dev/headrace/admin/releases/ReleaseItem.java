package dev.headrace.admin.releases;

import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.publishing.Change;
import dev.headrace.admin.publishing.Change.Put;
import dev.headrace.admin.publishing.Change.Remove;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Ending;
import org.jspecify.annotations.Nullable;

/**
 * What a release does with a variant.
 *
 * @param version the revision to publish; null to unpublish
 * @param ending what readers get for an unpublished variant
 */
record ReleaseItem(DocumentKey key, @Nullable Integer version, Ending ending) {

    static ReleaseItem publication(DocumentKey key, int version) {
        return new ReleaseItem(key, version, Ending.notFound());
    }

    static ReleaseItem removal(DocumentKey key, Ending ending) {
        return new ReleaseItem(key, null, ending);
    }

    String action() {
        return version == null ? "unpublish" : "publish";
    }

    /** @param type the entry's type */
    Change change(String type) {
        return version == null
                ? new Remove(type, key.entryId(), key.locale(), ExpectedVersion.ANY, ending)
                : new Put(type, key.entryId(), key.locale(), version, ExpectedVersion.ANY);
    }
}

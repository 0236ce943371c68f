package dev.headrace.admin.importing;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.ULocale;
import dev.headrace.admin.content.ClaimedValues.Claim;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * What the files of a dry run would have left so far: each is imported and rolled back, so this is how later files find
 * the names and the unique values of earlier ones, and are reported as an import would report them. Used by one thread.
 */
final class DryRunState {

    // Beyond it, a report may count an entry twice.
    private static final int MAX_KNOWN = 500_000;

    private final Set<Name> names = new HashSet<>();
    private final Set<Claim> claims = new HashSet<>();

    /** A slug, or a title in lowercase. */
    private record Name(String type, String text) {

        /** ICU takes linear time, Java quadratic time for some letters. */
        static Name title(String type, String title) {
            return new Name(type, UCharacter.toLowerCase(ULocale.ROOT, title));
        }
    }

    /** Whether an entry of one of these types has the name. */
    boolean knows(Collection<String> types, String name) {
        return types.stream().anyMatch(type -> names.contains(new Name(type, name))
                || names.contains(Name.title(type, name)));
    }

    /** The unique values of the entries. */
    Set<Claim> claims() {
        return Collections.unmodifiableSet(claims);
    }

    void add(Collection<NamedEntry> entries, Collection<Claim> theirClaims) {
        if (names.size() < MAX_KNOWN) {
            entries.forEach(this::add);
        }
        if (claims.size() < MAX_KNOWN) {
            claims.addAll(theirClaims);
        }
    }

    private void add(NamedEntry entry) {
        names.add(Name.title(entry.type(), entry.title()));
        if (entry.slug() != null) {
            names.add(new Name(entry.type(), entry.slug()));
        }
    }
}

package dev.headrace.admin.publishing;

import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.model.EntryId;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What readers get for a variant that was unpublished, if no fallback is served instead. */
public sealed interface Ending {

    Pattern ENTRY_PAGE = Pattern
            .compile("(?:https?://[^/?#]+)?/admin/content/[^/?#]+/([0-9a-f-]{36})(?:[?#].*)?");

    /** Kinds by their names in the API and the database. */
    enum Kind {
        gone, redirect
    }

    /** As if it had never been published. */
    record NotFound() implements Ending {}

    /** It will not come back. */
    record Gone() implements Ending {}

    /** Another entry replaces it. */
    record Entry(UUID id) implements Ending {}

    /** What is at an address replaces it. */
    record Place(Address address) implements Ending {}

    static Ending notFound() {
        return new NotFound();
    }

    /**
     * Parses an ending.
     *
     * @param as null for {@link NotFound}
     * @param to the id of an entry, or an address; only for a redirect
     * @throws InvalidInputException if they do not fit, or {@code to} is neither
     */
    static Ending parse(@Nullable Kind as, @Nullable String to) {
        String target = to == null || to.isBlank() ? null : to.strip();
        if (as == Kind.redirect) {
            if (target == null) {
                throw new InvalidInputException("/to", "is required, because readers are redirected");
            }
            return EntryId.isId(target) ? new Entry(UUID.fromString(target)) : new Place(Address.parse("/to", target));
        }
        if (target != null) {
            throw new InvalidInputException("/to", "is allowed only for a redirect");
        }
        return as == null ? notFound() : new Gone();
    }

    /**
     * Parses an ending from a form, whose {@code to} is read only for a redirect, and may also be the address of the page of
     * an entry.
     *
     * @see #parse
     */
    static Ending ofPage(@Nullable Kind as, @Nullable String to) {
        if (as != Kind.redirect || to == null) {
            return parse(as, null);
        }
        Matcher page = ENTRY_PAGE.matcher(to.strip());
        return parse(as, page.matches() ? page.group(1) : to);
    }

    /** As stored in three columns. */
    static Ending of(@Nullable String kind, @Nullable UUID entry, @Nullable String address) {
        if (kind == null) {
            return notFound();
        }
        return entry != null ? new Entry(entry) : address != null ? new Place(new Address(address)) : new Gone();
    }

    /** Null for {@link NotFound}. */
    default @Nullable Kind kind() {
        return switch (this) {
            case NotFound _ -> null;
            case Gone _ -> Kind.gone;
            case Entry _,Place _ -> Kind.redirect;
        };
    }

    /** The entry that replaces it, if one does. */
    default @Nullable UUID entry() {
        return this instanceof Entry(UUID id) ? id : null;
    }

    /** The address that replaces it, if one does. */
    default @Nullable String text() {
        return this instanceof Place(Address address) ? address.text() : null;
    }

    /** The id or address that replaces it, if one does. */
    default @Nullable String to() {
        UUID entry = entry();
        return entry == null ? text() : entry.toString();
    }

    /** The members {@code as} and {@code to}; empty for {@link NotFound}. */
    default ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return switch (this) {
            case NotFound _ -> json;
            case Gone _ -> json.put("as", Kind.gone.name());
            case Entry(UUID id) -> json.put("as", Kind.redirect.name()).put("to", id.toString());
            case Place(Address address) -> json.put("as", Kind.redirect.name()).put("to", address.text());
        };
    }
}

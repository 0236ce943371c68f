package dev.headrace.admin.contract;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Distinct class names for types, views and parts of documents: {@code ArticleCard}, {@code ArticlePartsQuote}. */
final class ClassNames {

    /** Names in the clients' own code and in what it uses. */
    private static final Set<String> RESERVED = Set.of("Annotated", "Any", "AnyDocument", "AnyStats", "Array",
            "AsyncGenerator", "BaseModel", "Callable", "Change", "ConfigDict", "Connection", "Delete", "Discriminator",
            "Document", "Documents", "EOFError", "Error", "Exception", "Facet", "False", "Field", "Found", "Generator",
            "Generic", "HTTPError", "Headrace", "HeadraceError", "HeadraceOptions", "Invalid", "Iterator", "JSON",
            "List", "Literal", "Locale", "Mapping", "Meta", "Next", "None", "Number", "Object", "Page", "PageQuery",
            "Problem", "Promise", "Put", "ReadableStream", "Receipt", "Record", "Redirect", "Redirects", "Reference",
            "RequestInit", "Response", "Root", "SearchPage", "SearchQuery", "Selection", "Sequence", "StatsT", "String",
            "SyncLine", "SyncQuery", "T", "Tag", "TextDecoder", "True", "Type", "TypeAdapter", "TypeVar", "TypedDict",
            "URLSearchParams", "Union", "Unknown", "Withdrawn", "Write", "WriteOptions");

    private final Set<String> taken = new HashSet<>(RESERVED);

    /**
     * The first of some names that is free; else the last one with a number.
     *
     * @param names at least one, each as parts that begin with a letter
     */
    String next(List<List<String>> names) {
        String last = "";
        for (List<String> parts : names) {
            last = join(parts);
            if (taken.add(last)) {
                return last;
            }
        }
        int number = 2;
        while (!taken.add(last + number)) {
            number++;
        }
        return last + number;
    }

    static String join(List<String> parts) {
        StringBuilder name = new StringBuilder();
        parts.stream().flatMap(part -> Arrays.stream(part.split("_"))).filter(part -> !part.isEmpty())
                .forEach(part -> name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1)));
        return name.toString();
    }
}

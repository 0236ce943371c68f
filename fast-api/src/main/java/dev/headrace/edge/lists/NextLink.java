package dev.headrace.edge.lists;

import dev.headrace.model.ReadParameter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The value of the {@code Link} header field of a page. */
public final class NextLink {

    private NextLink() {}

    /**
     * The link to the next page.
     *
     * @param next its cursor; null if there is none
     * @param address of this page: path and query
     */
    public static @Nullable String of(@Nullable String next, String address) {
        if (next == null) {
            return null;
        }
        int question = address.indexOf('?');
        String others = Arrays.stream(address.substring(question + 1).split("&"))
                .filter(part -> !part.isEmpty() && !part.startsWith(ReadParameter.AFTER + "="))
                .map(part -> part + "&").collect(Collectors.joining());
        // Clients may send brackets, but RFC 3986 does not allow them in a query.
        return "<" + address.substring(0, question + 1) + others.replace("[", "%5B").replace("]", "%5D")
                + ReadParameter.AFTER + "=" + next + ">; rel=\"next\"";
    }
}

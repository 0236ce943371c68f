package dev.headrace.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One place of a document in its type's lists: the list's key and the member that stands for the document there.
 *
 * @param key a key made by {@link RedisKeys#list}
 * @param member {@link #member}
 */
public record ListPlace(String key, String member) {

    /** Separates the sort key, which has no control characters, from the id. */
    public static final char SEPARATOR = '\u0001';

    /** The member of a list: sort key, separator, id. */
    public static String member(String sortKey, String id) {
        return sortKey + SEPARATOR + id;
    }

    /** The id in a member. */
    public static String idOf(String member) {
        return member.substring(member.lastIndexOf(SEPARATOR) + 1);
    }

    /** All places of a document as one text, the body of the frame at {@link RedisKeys#listPlaces}. */
    public static String write(List<ListPlace> places) {
        StringBuilder text = new StringBuilder();
        for (ListPlace place : places) {
            text.append(place.key).append('\n').append(place.member).append('\n');
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException if the text was not made by {@link #write} */
    public static List<ListPlace> read(String text) {
        List<ListPlace> places = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int keyEnd = text.indexOf('\n', at);
            int memberEnd = text.indexOf('\n', keyEnd + 1);
            if (keyEnd < 0 || memberEnd < 0) {
                throw new IllegalArgumentException("not a list of places");
            }
            places.add(new ListPlace(text.substring(at, keyEnd), text.substring(keyEnd + 1, memberEnd)));
            at = memberEnd + 1;
        }
        return places;
    }
}

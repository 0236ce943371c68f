package dev.headrace.admin.schema;

/** Keys of list elements in the JSON of values, and JSON paths to stored values at any depth. */
public final class ValueKeys {

    /** Identifies an element within its list, in stored values and in the API. */
    public static final String KEY = "_key";
    /** The name of an element's block type, in the API only. */
    public static final String TYPE = "_type";
    /** The id of an element's block type, in stored values only. */
    static final String BLOCK = "_block";

    /** The keys of all elements. */
    public static final String PATH_OF_KEYS = "$.**." + KEY;

    private ValueKeys() {}

    /** The values of a nested field. */
    public static String pathOfField(String id) {
        return "$.**.\"" + id + "\"";
    }

    /** The elements of a block type. */
    public static String pathOfBlock(String id) {
        return "$.** ? (@.\"" + BLOCK + "\" == \"" + id + "\")";
    }
}

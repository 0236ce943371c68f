package dev.headrace.edge.body;

/** A content coding. */
public enum Coding {
    IDENTITY(""), GZIP("gzip"), BROTLI("br");

    private final String token;

    Coding(String token) {
        this.token = token;
    }

    /** As in {@code Content-Encoding}; empty for none. */
    public String token() {
        return token;
    }

    /**
     * The entity tag of this form of a body: each form needs its own.
     *
     * @param plain the tag of the plain body, with its quotes
     */
    public String etag(String plain) {
        return this == IDENTITY ? plain : plain.substring(0, plain.length() - 1) + "-" + token + "\"";
    }
}

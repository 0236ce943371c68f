package dev.headrace.edge.connection;

/** Why a connection is closed, and the response that its client gets first. */
public enum Refusal {

    REQUEST_LINE(400, "The request line is malformed."),

    TARGET(400,
            "The request target contains characters that must be percent-encoded, or is neither a path nor an http URL."),

    SEMICOLON(400, "The path contains a semicolon, which must be percent-encoded: paths have no parameters."),

    ESCAPE(400, "The request target contains a malformed percent-encoding."),

    PARAMETERS(400, "The request target has too many parameters."),

    TARGET_LENGTH(414, "The request target is too long."),

    VERSION(505, "This server supports versions 1.0 and 1.1 of HTTP."),

    FIELD(400, "A header field is malformed."),

    FIELDS_SIZE(431, "The header is too large."),

    HOST(400, "The Host header field is missing, repeated or malformed, or differs from the request target."),

    LENGTH(400, "The Content-Length header field is malformed, too large or repeated."),

    LENGTH_AND_CODING(400, "Content-Length and Transfer-Encoding must not be combined."),

    CODING(400, "The Transfer-Encoding header field is repeated, or the request is HTTP/1.0."),

    UNKNOWN_CODING(501, "The only supported transfer coding is 'chunked'."),

    CHUNKS(400, "The chunked body is malformed."),

    TIMEOUT(408, "The request did not arrive in time."),

    ADDRESS_LIMIT(429, "There are too many connections from this address."),

    CONNECTION_LIMIT(503, "This server has too many connections; retry with another one.");

    private final int status;
    private final String detail;

    Refusal(int status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    public int status() {
        return status;
    }

    /** A sentence for a human reader. */
    public String detail() {
        return detail;
    }

    /** Whether the same request may succeed later. */
    public boolean isTemporary() {
        return this == ADDRESS_LIMIT || this == CONNECTION_LIMIT;
    }
}

package dev.headrace.edge.connection;

/** Requests that must not reach any parser, each followed by what a lenient parser might take for another request. */
public enum MalformedRequest {

    // Lengths that Undertow computes modulo 2^64, or reads where others read something else.
    LENGTH_OF_2_TO_THE_64(Refusal.LENGTH, post("Content-Length: 18446744073709551616")),
    LENGTH_WITH_19_DIGITS(Refusal.LENGTH, post("Content-Length: 1000000000000000000")),
    LENGTH_WITH_LETTERS(Refusal.LENGTH, post("Content-Length: x")),
    NEGATIVE_LENGTH(Refusal.LENGTH, post("Content-Length: -5")),
    SIGNED_LENGTH(Refusal.LENGTH, post("Content-Length: +5")),
    HEXADECIMAL_LENGTH(Refusal.LENGTH, post("Content-Length: 0x5")),
    EMPTY_LENGTH(Refusal.LENGTH, post("Content-Length:")),
    LENGTH_WITH_BLANKS(Refusal.LENGTH, post("Content-Length: 1 0")),
    LIST_OF_LENGTHS(Refusal.LENGTH, post("Content-Length: 0, 0")),
    DIFFERENT_LENGTHS(Refusal.LENGTH, post("Content-Length: 0\r\nContent-Length: 40")),
    EQUAL_LENGTHS(Refusal.LENGTH, post("Content-Length: 0\r\ncontent-length: 0")),

    // Transfer codings.
    UNKNOWN_CODING(Refusal.UNKNOWN_CODING, post("Transfer-Encoding: gzip")),
    CODING_IN_FRONT_OF_CHUNKED(Refusal.UNKNOWN_CODING, post("Transfer-Encoding: gzip, chunked")),
    CHUNKED_TWICE(Refusal.UNKNOWN_CODING, post("Transfer-Encoding: chunked, chunked")),
    IDENTITY(Refusal.UNKNOWN_CODING, post("Transfer-Encoding: identity")),
    EMPTY_CODING(Refusal.UNKNOWN_CODING, post("Transfer-Encoding:")),
    ALMOST_CHUNKED(Refusal.UNKNOWN_CODING, post("Transfer-Encoding: xchunked")),
    CHUNKED_WITH_PARAMETER(Refusal.UNKNOWN_CODING, post("Transfer-Encoding: chunked;q=1")),
    CONTROL_IN_FRONT_OF_CHUNKED(Refusal.FIELD, post("Transfer-Encoding: \u000bchunked")),
    TWO_CODINGS(Refusal.CODING, post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked")),
    LENGTH_AND_CODING(Refusal.LENGTH_AND_CODING, post("Content-Length: 5\r\nTransfer-Encoding: chunked")),
    CODING_AND_LENGTH(Refusal.LENGTH_AND_CODING, post("Transfer-Encoding: chunked\r\nContent-Length: 5")),
    CODING_IN_HTTP_1_0(Refusal.CODING,
            post("Transfer-Encoding: chunked").replace("HTTP/1.1", "HTTP/1.0")),

    // Fields.
    FOLDED_FIELD(Refusal.FIELD, post("X: a\r\n b")),
    FOLDED_LENGTH(Refusal.FIELD, post("Content-Length: 0\r\n 5")),
    FOLDED_CODING(Refusal.FIELD, post("Transfer-Encoding: chunked\r\n\t, identity")),
    FIRST_LINE_BLANK(Refusal.FIELD, "GET / HTTP/1.1\r\n Host: x\r\nHost: x\r\n\r\n"),
    BLANK_BEFORE_COLON(Refusal.FIELD, post("Content-Length : 5")),
    TAB_BEFORE_COLON(Refusal.FIELD, post("Transfer-Encoding\t: chunked")),
    FIELD_WITHOUT_COLON(Refusal.FIELD, post("Content-Length")),
    FIELD_WITHOUT_NAME(Refusal.FIELD, post(": 5")),
    FIELD_WITH_FORBIDDEN_NAME(Refusal.FIELD, post("X(y): 5")),
    NUL_IN_VALUE(Refusal.FIELD, post("X: a\0b")),
    NUL_IN_NAME(Refusal.FIELD, post("Content-Length\0: 5")),
    DELETE_IN_VALUE(Refusal.FIELD, post("X: aaaaaaaaaaaaaaaaaaaaaa\u007fb")),
    ESCAPE_IN_VALUE(Refusal.FIELD, post("X: \u001b[2J")),
    BARE_CARRIAGE_RETURN(Refusal.FIELD, post("X: a\rContent-Length: 5")),
    BARE_LINE_FEED(Refusal.FIELD, post("X: a\nContent-Length: 5")),
    BARE_LINE_FEEDS_AT_THE_END(Refusal.FIELD,
            "GET / HTTP/1.1\r\nHost: x\r\nX: y\n\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"),
    TOO_MANY_FIELDS(Refusal.FIELDS_SIZE, post("X: 1\r\n".repeat(100) + "X: 1")),
    TOO_LARGE_FIELD(Refusal.FIELDS_SIZE, post("X: " + "1".repeat(17_000))),

    // Host.
    NO_HOST(Refusal.HOST, "GET / HTTP/1.1\r\nX: 1\r\n\r\n"),
    TWO_HOSTS(Refusal.HOST, post("Host: x")),
    LIST_OF_HOSTS(Refusal.HOST, host("a, b")),
    HOST_WITH_PATH(Refusal.HOST, host("a/b")),
    HOST_WITH_USER(Refusal.HOST, host("user@a")),
    HOST_WITH_BAD_PORT(Refusal.HOST, host("a:b")),
    HOST_WITH_LARGE_PORT(Refusal.HOST, host("a:65536")),
    HOST_WITH_EMPTY_PORT(Refusal.HOST, host("a:")),
    HOST_WITH_OPEN_BRACKET(Refusal.HOST, host("[::1")),
    HOST_WITH_CONTROL(Refusal.HOST, host("a\u0001")),
    HOST_WITH_EMPTY_BRACKETS(Refusal.HOST, host("[]")),
    HOST_WITH_NAME_IN_BRACKETS(Refusal.HOST, host("[zz]")),
    HOST_WITH_SHORT_LITERAL(Refusal.HOST, host("[1:2:3]")),
    HOST_WITH_TWO_GAPS(Refusal.HOST, host("[1::2::3]")),
    HOST_WITH_GAP_FOR_ONE_GROUP(Refusal.HOST, host("[1:2:3:4:5:6::1234]")),
    HOST_WITH_IPV4_IN_IPV6(Refusal.HOST, host("[::ffff:127.0.0.1]")),
    HOST_WITH_FUTURE_LITERAL(Refusal.HOST, host("[v1.a]")),

    // Targets in absolute form.
    OTHER_HOST(Refusal.HOST, absolute("http://a/", "b")),
    HOST_WITHOUT_PORT(Refusal.HOST, absolute("http://a:80/", "a")),
    PREFIX_AS_HOST(Refusal.HOST, absolute("http://ab/", "a")),
    LONGER_HOST(Refusal.HOST, absolute("http://a/", "ab")),
    EMPTY_HOST(Refusal.HOST, absolute("http://a/", "")),
    ABSOLUTE_TARGET_WITHOUT_HOST(Refusal.TARGET, absolute("http:///v1", "")),
    ABSOLUTE_TARGET_WITH_QUERY_AS_HOST(Refusal.TARGET, absolute("http://?/g", "x")),
    ABSOLUTE_TARGET_WITH_PORT_ONLY(Refusal.TARGET, absolute("http://:80/", ":80")),
    ABSOLUTE_TARGET_WITH_USER(Refusal.TARGET, absolute("http://user@x/", "x")),
    ABSOLUTE_TARGET_WITH_BRACKETS(Refusal.TARGET, absolute("http://[zz]/", "[zz]")),
    ABSOLUTE_TARGET_TOO_LONG(Refusal.TARGET, absolute("http://" + "a".repeat(301) + "/", "a".repeat(301))),
    OTHER_SCHEME(Refusal.TARGET, absolute("ftp://x/", "x")),
    LONGER_SCHEME(Refusal.TARGET, absolute("httpss://x/", "x")),
    SCHEME_WITHOUT_SLASHES(Refusal.TARGET, absolute("http:x", "x")),
    CONNECT_TO_URL(Refusal.TARGET, absolute("http://x/", "x").replace("GET", "CONNECT")),
    PRI_OF_URL(Refusal.TARGET, absolute("http://x/", "x").replace("GET", "PRI")),

    // Request lines.
    NONSENSE(Refusal.REQUEST_LINE, "nonsense\r\n\r\n"),
    EMPTY_LINE(Refusal.REQUEST_LINE, "\r\n\r\n\r\n"),
    TLS(Refusal.REQUEST_LINE, "\u0016\u0003\u0001\u0002\0\u0001\0"),
    TWO_BLANKS(Refusal.TARGET, "GET  / HTTP/1.1\r\nHost: x\r\n\r\n"),
    TAB_AS_BLANK(Refusal.REQUEST_LINE, "GET\t/ HTTP/1.1\r\nHost: x\r\n\r\n"),
    BLANK_IN_TARGET(Refusal.REQUEST_LINE, "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n"),
    PATH_PARAMETER(Refusal.SEMICOLON, "GET /v1/content/article/x;y=1 HTTP/1.1\r\nHost: x\r\n\r\n"),
    EMPTY_PATH_PARAMETER(Refusal.SEMICOLON, "GET /v1/content/article;/x?y=1 HTTP/1.1\r\nHost: x\r\n\r\n"),
    PATH_PARAMETER_OF_URL(Refusal.SEMICOLON, absolute("http://x/;", "x")),
    HTTP_0_9(Refusal.TARGET, "GET /\r\n\r\n"),
    HTTP_2(Refusal.TARGET, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    UNKNOWN_VERSION(Refusal.VERSION, "GET / HTTP/3.0\r\nHost: x\r\n\r\n"),
    UNKNOWN_MINOR_VERSION(Refusal.VERSION, "GET / HTTP/1.2\r\nHost: x\r\n\r\n"),
    LOWERCASE_VERSION(Refusal.REQUEST_LINE, "GET / http/1.1\r\nHost: x\r\n\r\n"),
    LINE_FEED_AFTER_VERSION(Refusal.REQUEST_LINE, "GET / HTTP/1.1\nHost: x\n\n"),
    METHOD_TOO_LONG(Refusal.REQUEST_LINE, "A".repeat(25) + " / HTTP/1.1\r\nHost: x\r\n\r\n"),
    CONNECT(Refusal.TARGET, "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n"),
    RELATIVE_TARGET(Refusal.TARGET, "GET a HTTP/1.1\r\nHost: x\r\n\r\n"),
    FRAGMENT(Refusal.TARGET, "GET /a#b HTTP/1.1\r\nHost: x\r\n\r\n"),
    MARKUP(Refusal.TARGET, "GET /<script> HTTP/1.1\r\nHost: x\r\n\r\n"),
    LETTER_BEYOND_ASCII(Refusal.TARGET, "GET /\u00e4 HTTP/1.1\r\nHost: x\r\n\r\n"),
    MALFORMED_ESCAPE(Refusal.ESCAPE, "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"),
    CUT_ESCAPE(Refusal.ESCAPE, "GET /v1/content/article?limit=% HTTP/1.1\r\nHost: x\r\n\r\n"),
    MALFORMED_ESCAPE_OF_PARAMETER(Refusal.ESCAPE, "GET /v1/content/article?limit=%zz HTTP/1.1\r\nHost: x\r\n\r\n"),
    MALFORMED_ESCAPE_OF_PARAMETER_NAME(Refusal.ESCAPE, "GET /v1/content/article?%zz=1 HTTP/1.1\r\nHost: x\r\n\r\n"),
    TOO_MANY_PARAMETERS(Refusal.PARAMETERS, "GET /?" + "a=1&".repeat(64) + " HTTP/1.1\r\nHost: x\r\n\r\n"),
    TOO_LONG_TARGET(Refusal.TARGET_LENGTH, "GET /" + "a".repeat(17_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"),

    // Chunks.
    CHUNK_SIZE_WITH_LINE_FEED(Refusal.CHUNKS, chunks("5\nGET /\r\n0\r\n\r\n")),
    LINE_FEED_AFTER_EXTENSION(Refusal.CHUNKS, chunks("5;a=b\nGET /\r\n0\r\n\r\n")),
    LINE_FEED_AFTER_CHUNK(Refusal.CHUNKS, chunks("5\r\nGET /\n0\r\n\r\n")),
    LAST_CHUNK_WITH_LINE_FEED(Refusal.CHUNKS, chunks("0\n\r\n")),
    LINE_FEED_AT_THE_END(Refusal.CHUNKS, chunks("0\r\n\n")),
    CHUNK_LONGER_THAN_ITS_SIZE(Refusal.CHUNKS, chunks("2\r\nabc\r\n0\r\n\r\n")),
    CHUNK_SIZE_MISSING(Refusal.CHUNKS, chunks("\r\nabc\r\n0\r\n\r\n")),
    CHUNK_SIZE_SIGNED(Refusal.CHUNKS, chunks("-1\r\na\r\n0\r\n\r\n")),
    CHUNK_SIZE_PREFIXED(Refusal.CHUNKS, chunks("0x1\r\na\r\n0\r\n\r\n")),
    CHUNK_SIZE_WITH_BLANK(Refusal.CHUNKS, chunks("1 \r\na\r\n0\r\n\r\n")),
    CHUNK_SIZE_OF_2_TO_THE_58(Refusal.CHUNKS, chunks("400000000000000\r\n")),
    CHUNK_SIZE_TOO_LARGE(Refusal.CHUNKS, chunks("10000000000000001\r\na\r\n0\r\n\r\n")),
    EXTENSION_WITH_CARRIAGE_RETURN(Refusal.CHUNKS, chunks("1;a\r=b\r\na\r\n0\r\n\r\n")),
    EXTENSIONS_TOO_LONG(Refusal.CHUNKS, chunks("1;" + "a".repeat(1_100) + "\r\na\r\n0\r\n\r\n")),
    LENGTH_IN_TRAILER(Refusal.CHUNKS, chunks("0\r\nContent-Length: 5\r\n\r\n")),
    CODING_IN_TRAILER(Refusal.CHUNKS, chunks("0\r\nTransfer-Encoding: chunked\r\n\r\n")),
    FOLDED_TRAILER(Refusal.CHUNKS, chunks("0\r\nX: a\r\n b\r\n\r\n")),
    TRAILER_TOO_LONG(Refusal.CHUNKS, chunks("0\r\nX: " + "a".repeat(5_000) + "\r\n\r\n"));

    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

    private final Refusal refusal;
    private final String request;

    MalformedRequest(Refusal refusal, String request) {
        this.refusal = refusal;
        this.request = request;
    }

    private static String post(String field) {
        return "POST /v1/content/article/x/views HTTP/1.1\r\nHost: x\r\n" + field + "\r\n\r\n";
    }

    private static String host(String host) {
        return "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    }

    private static String absolute(String target, String host) {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    }

    private static String chunks(String body) {
        return post("Content-Type: application/json\r\nTransfer-Encoding: chunked") + body;
    }

    Refusal refusal() {
        return refusal;
    }

    public int status() {
        return refusal.status();
    }

    /** Octets, as ISO 8859-1. */
    public String request() {
        return request + SMUGGLED;
    }
}

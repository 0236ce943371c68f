package dev.headrace.edge.connection;

/** Checks the value of one header field, octet by octet. */
interface FieldValue {

    /** A field with this name begins; refuses repeated ones. */
    void begin();

    void next(int octet);

    /** The line ends. */
    void end();
}

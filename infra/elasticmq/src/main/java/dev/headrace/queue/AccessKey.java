package dev.headrace.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Properties;

/**
 * The access key that clients sign their requests with. Its id is random and reaches nobody else, because requests do not
 * leave the machine, so knowing it is enough: signatures are not verified.
 */
final class AccessKey {

    private static final String CREDENTIAL = "AWS4-HMAC-SHA256 Credential=";

    private final byte[] id;

    /** @param id not empty */
    AccessKey(String id) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("The access key has no id.");
        }
        this.id = id.getBytes(UTF_8);
    }

    /** Reads a shared credentials file of the AWS tools with one profile. */
    static AccessKey read(Path file) throws IOException {
        Properties credentials = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            credentials.load(reader);
        }
        return new AccessKey(credentials.getProperty("aws_access_key_id", ""));
    }

    /** Whether an {@code Authorization} header names this key; takes as long for an almost right one as for any other. */
    boolean isNamedIn(String authorization) {
        if (!authorization.startsWith(CREDENTIAL)) {
            return false;
        }
        int end = authorization.indexOf('/', CREDENTIAL.length());
        return end >= 0
                && MessageDigest.isEqual(id, authorization.substring(CREDENTIAL.length(), end).getBytes(UTF_8));
    }
}

package dev.headrace.services;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The access key of a {@link QueueServer}, which refuses requests that are not signed with it. It is generated once and kept
 * in a shared credentials file of the AWS tools.
 */
public record QueueCredentials(String accessKeyId, String secretAccessKey) {

    private static final String FILE = "queue-credentials";
    private static final String ID = "aws_access_key_id";
    private static final String SECRET = "aws_secret_access_key";

    /** Those of a data folder; created if there are none. */
    public static QueueCredentials of(Path folder) {
        return parse(SecretFile.readOrCreate(file(folder), QueueCredentials::generate));
    }

    /** Those of a data folder. */
    static QueueCredentials read(Path folder) throws IOException {
        return parse(Files.readString(file(folder)));
    }

    static Path file(Path folder) {
        return folder.resolve(FILE);
    }

    private static String generate() {
        return "[default]\n" + ID + "=" + SecretFile.randomPassword() + "\n" + SECRET + "="
                + SecretFile.randomPassword() + "\n";
    }

    private static QueueCredentials parse(String text) {
        Properties credentials = new Properties();
        try {
            credentials.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new QueueCredentials(credentials.getProperty(ID, ""), credentials.getProperty(SECRET, ""));
    }

    /** An {@code Authorization} header for requests that no SDK signs; the server does not verify signatures. */
    public String authorization() {
        return "AWS4-HMAC-SHA256 Credential=" + accessKeyId + "/";
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "queue credentials";
    }
}

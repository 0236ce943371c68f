package dev.headrace.local.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Reads the frames that the core has written to Redis, according to the documented layout of keys and frames. */
final class RedisFrames implements AutoCloseable {

    private static final int HEADER = 34;

    private final Socket socket;
    private final DataInputStream replies;

    RedisFrames(int port, String password) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        replies = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        call("AUTH", password);
    }

    /**
     * A frame.
     *
     * @param kind D, P, T, G, R or M, whether or not a change is scheduled
     * @param expires whether the key has a time to live
     */
    record Frame(char kind, long version, String etag, String body, boolean expires) {

        static Frame of(String bytes, boolean expires) {
            int withChange = "CHSN".indexOf(bytes.charAt(1));
            return new Frame(withChange < 0 ? bytes.charAt(1) : "DGRM".charAt(withChange),
                    Long.parseLong(bytes.substring(2, 18), 16), bytes.substring(18, HEADER),
                    new String(bytes.substring(withChange < 0 ? HEADER : HEADER + 8).getBytes(ISO_8859_1), UTF_8),
                    expires);
        }

        boolean isLive() {
            return kind != 'T';
        }
    }

    /**
     * All frames of one kind, including tombstones.
     *
     * @param kind d for documents, s for slugs, h for presences
     * @return the frames by key, without the common prefix
     */
    Map<String, Frame> frames(char kind) throws IOException {
        Map<String, Frame> frames = new TreeMap<>();
        for (String key : call("KEYS", "hr:*}:" + kind + ":*")) {
            boolean expires = !call("PTTL", key).getFirst().equals("-1");
            frames.put(key.substring(key.indexOf("}:") + 4), Frame.of(call("GET", key).getFirst(), expires));
        }
        return frames;
    }

    /** The index records of all partitions by {@code type:entry:locale}. */
    Map<String, Frame> index() throws IOException {
        Map<String, Frame> records = new TreeMap<>();
        for (String key : call("KEYS", "hr:*}:index")) {
            List<String> pairs = call("HGETALL", key);
            for (int i = 0; i < pairs.size(); i += 2) {
                records.put(pairs.get(i), Frame.of(pairs.get(i + 1), false));
            }
        }
        return records;
    }

    /** Writes frames of a document that PostgreSQL does not have. */
    void plantStrayFrames() throws IOException {
        String document = "article:" + UUID.randomUUID() + ":en";
        String frame = "HD" + "0".repeat(15) + "1" + "0".repeat(16) + "{}";
        call("SET", "hr:{00}:d:" + document + ":full", frame);
        call("SET", "hr:{00}:s:article:en:stray", frame);
        call("HSET", "hr:{00}:index", document, frame);
    }

    private List<String> call(String... command) throws IOException {
        StringBuilder request = new StringBuilder("*" + command.length + "\r\n");
        for (String argument : command) {
            byte[] bytes = argument.getBytes(UTF_8);
            request.append('$').append(bytes.length).append("\r\n").append(new String(bytes, ISO_8859_1))
                    .append("\r\n");
        }
        socket.getOutputStream().write(request.toString().getBytes(ISO_8859_1));
        return reply();
    }

    /** A simple reply is a list with one element. */
    private List<String> reply() throws IOException {
        String line = line();
        return switch (line.charAt(0)) {
            case '$' -> List.of(bulk(Integer.parseInt(line.substring(1))));
            case '*' -> array(Integer.parseInt(line.substring(1)));
            case '-' -> throw new IOException(line);
            default -> List.of(line.substring(1));
        };
    }

    private String bulk(int length) throws IOException {
        byte[] bytes = replies.readNBytes(Math.max(0, length));
        if (length >= 0) {
            replies.skipNBytes(2);
        }
        return new String(bytes, ISO_8859_1);
    }

    private List<String> array(int length) throws IOException {
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            elements.addAll(reply());
        }
        return elements;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = replies.read(); c != '\r'; c = replies.read()) {
            if (c < 0) {
                throw new IOException("Redis closed the connection");
            }
            line.append((char) c);
        }
        replies.skipNBytes(1);
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

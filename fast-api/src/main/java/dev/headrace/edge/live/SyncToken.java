package dev.headrace.edge.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.follow.Position;
import dev.headrace.model.Sha256;
import dev.headrace.model.StreamPosition;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * A position in the change stream, as clients keep it. All edges understand it; clients must not.
 *
 * @param epoch a hash of the Redis epoch
 * @param number of the last change that the client has
 * @param entry id of that change in the stream, which tells whether it is still the one with this number
 */
record SyncToken(long epoch, long number, StreamPosition entry) {

    private static final byte FORMAT = 1;
    private static final int LENGTH = 1 + 4 * Long.BYTES;

    static SyncToken of(Position position) {
        return new SyncToken(hash(position.epoch()), position.number(), StreamPosition.parse(position.entry()));
    }

    private static long hash(String epoch) {
        return Long.parseUnsignedLong(Sha256.tag(ByteBuffer.wrap(epoch.getBytes(UTF_8))), 16);
    }

    boolean isOf(String otherEpoch) {
        return epoch == hash(otherEpoch);
    }

    String format() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(ByteBuffer.allocate(LENGTH).put(FORMAT).putLong(epoch).putLong(number)
                        .putLong(entry.millis()).putLong(entry.sequence()).array());
    }

    /** Empty if the text is not a token of this version. */
    static Optional<SyncToken> parse(String text) {
        byte[] decoded;
        try {
            decoded = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(decoded);
        if (decoded.length != LENGTH || bytes.get() != FORMAT) {
            return Optional.empty();
        }
        SyncToken token = new SyncToken(bytes.getLong(), bytes.getLong(),
                new StreamPosition(bytes.getLong(), bytes.getLong()));
        // The only form of this token, without padding.
        return token.number >= 0 && token.format().equals(text) ? Optional.of(token) : Optional.empty();
    }
}

package dev.headrace.queue;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a client's request, whose failures can be told from those of the server that it is passed on to. */
final class ClientBody extends FilterInputStream {

    private long missing;

    /** @param length in bytes */
    ClientBody(InputStream body, long length) {
        super(body);
        this.missing = length;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    /** @throws IncompleteBodyException if the client no longer sends, but has not sent everything */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = readFromClient(target, offset, length);
        if (count < 0 && missing > 0) {
            throw new IncompleteBodyException(null);
        }
        missing -= Math.max(count, 0);
        return count;
    }

    private int readFromClient(byte[] target, int offset, int length) throws IncompleteBodyException {
        try {
            return super.read(target, offset, length);
        } catch (IOException e) {
            throw new IncompleteBodyException(e);
        }
    }
}

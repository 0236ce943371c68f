package dev.headrace.edge.body;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Chooses the forms in which bodies are sent. */
public final class BodyForms implements AutoCloseable {

    private final Compressor compressor = new Compressor();
    private final AcceptEncoding accepted = new AcceptEncoding(Compressor.codings());

    /**
     * The form of a body for a client.
     *
     * @param acceptEncoding the values of {@code Accept-Encoding}; null for none
     */
    public Coding of(Body body, @Nullable Collection<String> acceptEncoding) {
        return acceptEncoding != null && body instanceof KeptBody kept && kept.isNegotiated()
                ? kept.form(accepted.preferred(String.join(",", acceptEncoding)), compressor)
                : Coding.IDENTITY;
    }

    /** The form of a body for a client with one value of {@code Accept-Encoding}, or none. */
    public Coding of(KeptBody body, @Nullable String acceptEncoding) {
        return acceptEncoding == null ? Coding.IDENTITY : body.form(accepted.preferred(acceptEncoding), compressor);
    }

    @Override
    public void close() {
        compressor.close();
    }
}

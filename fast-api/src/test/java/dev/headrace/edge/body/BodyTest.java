package dev.headrace.edge.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.Decoder;
import com.aayushatharva.brotli4j.decoder.DirectDecompress;
import dev.headrace.testkit.Eventually;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyTest {

    private static final byte[] TEXT = "a race leads the water of a river to a mill, ".repeat(50).getBytes(UTF_8);
    private static final List<String> BOTH = List.of("gzip", "br");

    private final BodyForms forms = new BodyForms();
    private final AtomicInteger grown = new AtomicInteger();

    @AfterEach
    void close() {
        forms.close();
    }

    private KeptBody kept(byte[] octets) {
        return new KeptBody(octets, grown::incrementAndGet);
    }

    private static byte[] octets(KeptBody body, Coding form) {
        ByteBuffer octets = ByteBuffer.allocate(body.size(form));
        body.put(form, octets);
        assertThat(body.parts(form)).containsExactly(octets.duplicate().flip());
        return octets.array();
    }

    @Test
    void bodiesThatAreAskedForAgainAreCompressed() throws IOException {
        KeptBody body = kept(TEXT);
        assertThat(forms.of(body, BOTH)).isEqualTo(Coding.IDENTITY);
        assertThat(forms.of(body, "identity")).isEqualTo(Coding.IDENTITY);
        assertThat(forms.of(body, (String) null)).isEqualTo(Coding.IDENTITY);
        assertThat(grown).as("asked for once").hasValue(0);
        assertThat(body.size()).isEqualTo(TEXT.length);

        Eventually.holds("compressed", () -> forms.of(body, BOTH) == Coding.BROTLI);
        assertThat(forms.of(body, "gzip")).isEqualTo(Coding.GZIP);
        assertThat(grown).hasValue(1);
        assertThat(body.size())
                .isEqualTo(TEXT.length + body.size(Coding.GZIP) + body.size(Coding.BROTLI));

        byte[] gzip = octets(body, Coding.GZIP);
        byte[] brotli = octets(body, Coding.BROTLI);
        assertThat(gzip.length).isLessThan(TEXT.length / 2);
        assertThat(brotli.length).isLessThan(TEXT.length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes()).isEqualTo(TEXT);
        DirectDecompress decoded = Decoder.decompress(brotli);
        assertThat(decoded.getDecompressedData()).isEqualTo(TEXT);
        assertThat(octets(body, Coding.IDENTITY)).isEqualTo(TEXT);
    }

    @Test
    void formsThatAreNotSmallerAreNotKept() {
        byte[] random = new byte[2_000];
        new Random(1).nextBytes(random);
        KeptBody body = kept(random);
        Eventually.holds("tried", () -> {
            assertThat(forms.of(body, BOTH)).isEqualTo(Coding.IDENTITY);
            return grown.get() == 1;
        });
        assertThat(forms.of(body, BOTH)).isEqualTo(Coding.IDENTITY);
        assertThat(body.size()).isEqualTo(random.length);
    }

    @Test
    void smallBodiesAndThoseOfOneResponseAreNotCompressed() {
        for (Body body : List.of(kept(new byte[1_023]), Body.once(ByteBuffer.wrap(TEXT)))) {
            assertThat(body.isNegotiated()).isFalse();
            for (int i = 0; i < 3; i++) {
                assertThat(forms.of(body, BOTH)).isEqualTo(Coding.IDENTITY);
            }
        }
        assertThat(kept(new byte[1_024]).isNegotiated()).isTrue();
    }

    @Test
    void partsCanBeConsumedRepeatedly() {
        Body body = Body.once(ByteBuffer.wrap(TEXT), ByteBuffer.wrap(TEXT));
        for (int i = 0; i < 2; i++) {
            for (ByteBuffer part : body.parts(Coding.IDENTITY)) {
                assertThat(part.remaining()).isEqualTo(TEXT.length);
                part.position(part.limit());
            }
        }
    }

    @Test
    void eachFormHasItsOwnTag() {
        assertThat(Coding.IDENTITY.etag("\"tag\"")).isEqualTo("\"tag\"");
        assertThat(Coding.GZIP.etag("\"tag\"")).isEqualTo("\"tag-gzip\"");
        assertThat(Coding.BROTLI.etag("\"tag\"")).isEqualTo("\"tag-br\"");
    }
}

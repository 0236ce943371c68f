package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A client of {@code /v1/changes}, which remembers the last event id like a browser. */
final class EventClient implements AutoCloseable {

    private static final int SECONDS = 20;
    private static final String END = "end";

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpResponse<Stream<String>> response;
    private final BlockingQueue<Block> blocks = new LinkedBlockingQueue<>();
    private volatile String lastId = "";
    private String takenId = "";

    private record Block(String text, String id) {}

    EventClient(int port, String query, String... headers) {
        HttpRequest.Builder request = HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/changes" + query));
        if (headers.length > 0) {
            request.headers(headers);
        }
        response = http.sendAsync(request.build(), BodyHandlers.ofLines()).join();
        assertThat(response.statusCode()).isEqualTo(200);
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        StringBuilder block = new StringBuilder();
        try {
            response.body().forEach(line -> {
                if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.isEmpty()) {
                    blocks.add(new Block(block.toString(), lastId));
                    block.setLength(0);
                } else {
                    block.append(line).append('\n');
                }
            });
        } catch (RuntimeException e) {
            // the connection was cut
        }
        blocks.add(new Block(END, lastId));
    }

    HttpResponse<?> response() {
        return response;
    }

    /** The last id that was received. */
    String lastId() {
        return lastId;
    }

    /** The id of the last event that was taken by {@link #next}. */
    String takenId() {
        return takenId;
    }

    /** The next event, without its id; comments and events without data are skipped. */
    String next() throws InterruptedException {
        String block = nextBlock();
        while (!block.contains("data: ") && !block.equals(END)) {
            block = nextBlock();
        }
        return block;
    }

    String nextBlock() throws InterruptedException {
        Block block = blocks.poll(SECONDS, TimeUnit.SECONDS);
        assertThat(block).as("the next event").isNotNull();
        if (block == null) {
            return END;
        }
        takenId = block.id;
        return block.text;
    }

    void awaitEnd() throws InterruptedException {
        while (!nextBlock().equals(END)) {
            // an event
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

package dev.headrace.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Baselines made of the same components as the edge. */
final class BareServer {

    private BareServer() {}

    /** @param args mode, port, Redis URL, file of documents */
    public static void main(String[] args) throws IOException {
        HttpHandler handler = switch (args[0]) {
            case "constant" -> constant();
            case "near-cache" -> nearCache(Path.of(args[3]));
            case "write" -> write(args[2]);
            default -> throw new IllegalArgumentException("unknown mode " + args[0]);
        };
        Undertow.builder().addHttpListener(Integer.parseInt(args[1]), "127.0.0.1", handler)
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false).build().start();
    }

    private static HttpHandler constant() {
        ByteBuffer body = direct("hello");
        return exchange -> exchange.getResponseSender().send(body.duplicate(), IoCallback.END_EXCHANGE);
    }

    private static HttpHandler nearCache(Path file) throws IOException {
        Map<String, ByteBuffer> documents = new ConcurrentHashMap<>();
        for (String line : Files.readAllLines(file)) {
            int tab = line.indexOf('\t');
            documents.put(line.substring(0, tab), direct(line.substring(tab + 1)));
        }
        return exchange -> {
            ByteBuffer body = documents.get(exchange.getRequestPath());
            if (body == null) {
                exchange.setStatusCode(StatusCodes.NOT_FOUND).endExchange();
            } else {
                exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
                exchange.getResponseSender().send(body.duplicate(), IoCallback.END_EXCHANGE);
            }
        };
    }

    private static HttpHandler write(String redisUrl) {
        RedisAsyncCommands<String, String> redis = RedisClient.create(redisUrl).connect().async();
        return exchange -> exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            String path = exchange.getRequestPath();
            var counted = redis.incr("bench:count:" + path);
            var _ = redis.xadd("bench:stream", Map.of("e", path)).thenCombine(counted, (_, count) -> count)
                    .whenComplete((count, failure) -> exchange.getIoThread()
                            .execute(() -> answer(exchange, failure == null ? StatusCodes.ACCEPTED : 500, count)));
        });
    }

    private static void answer(HttpServerExchange exchange, int status, Long count) {
        exchange.setStatusCode(status).getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send("{\"count\":" + count + "}", IoCallback.END_EXCHANGE);
    }

    private static ByteBuffer direct(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
    }
}

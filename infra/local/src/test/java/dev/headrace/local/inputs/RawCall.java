package dev.headrace.local.inputs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.local.inputs.Step.Action;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A request that HTTP clients do not send, to the tier {@code core} or {@code edge}: its {@code lines}, and the
 * {@code content} behind the empty line. The server must close the connection, so {@code Connection: close} is added.
 */
final class RawCall implements Action {

    private static final int TIMEOUT_MILLIS = 15_000;
    private static final String LINE_END = "\r\n";
    private static final String VERSION = "HTTP/1.1 ";

    @Override
    public List<String> keys() {
        return List.of("lines", "content");
    }

    @Override
    public List<Answer> run(String tier, JsonNode step, RunningSystem system) {
        String head = step.path("lines").valueStream().map(line -> line.stringValue() + LINE_END)
                .collect(Collectors.joining());
        String request = head + "Host: localhost\r\nConnection: close\r\n\r\n" + step.path("content").asString("");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), system.port(tier))) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return List.of(parse(new String(socket.getInputStream().readAllBytes(), UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer parse(String response) {
        String[] parts = response.split(LINE_END + LINE_END, 2);
        if (parts.length < 2 || !parts[0].startsWith(VERSION)) {
            throw new AssertionError("no response, but: " + response);
        }
        List<String> lines = parts[0].lines().toList();
        Map<String, List<String>> headers = new HashMap<>();
        lines.stream().skip(1).map(line -> line.split(": *", 2))
                .forEach(field -> headers.put(field[0], List.of(field[1])));
        return new Answer(Integer.parseInt(lines.getFirst().substring(VERSION.length(), VERSION.length() + 3)), headers,
                parts[1]);
    }
}

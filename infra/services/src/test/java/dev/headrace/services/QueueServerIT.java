package dev.headrace.services;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class QueueServerIT {

    @TempDir
    Path temp;

    @Test
    void keepsQueuesAndMessagesAcrossAKill() throws Exception {
        try (DataFolder folder = DataFolder.claim(temp.resolve("with space; and more"));
                QueueServer server = new QueueServer(Installation.find(), folder, Ports.free())) {
            server.start();
            call(server, "/", "Action=CreateQueue&QueueName=likes");
            call(server, "/000000000000/likes", "Action=SendMessage&MessageBody=" + URLEncoder.encode("a like", UTF_8));
            server.kill();
            server.start();

            assertThat(call(server, "/000000000000/likes", "Action=ReceiveMessage")).contains("<Body>a like</Body>");
        }
    }

    @Test
    void usesTheClientsHostNameInQueueUrls() throws Exception {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data"));
                QueueServer server = new QueueServer(Installation.find(), folder, Ports.free())) {
            server.start();

            assertThat(call(server, "/", "Action=CreateQueue&QueueName=likes"))
                    .contains(server.endpoint() + "/000000000000/likes");
        }
    }

    @Test
    @Tag("attack")
    void formsOfWebPagesChangeNothing() throws Exception {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data"));
                QueueServer server = new QueueServer(Installation.find(), folder, Ports.free())) {
            server.start();
            call(server, "/", "Action=CreateQueue&QueueName=likes");
            call(server, "/000000000000/likes", "Action=SendMessage&MessageBody=kept");
            List<String> key = List.of("Authorization", server.credentials().authorization());
            List<String> wrongKey = List.of("Authorization", "AWS4-HMAC-SHA256 Credential=local/");
            List<List<String>> attackers = List.of(List.of(), List.of("Origin", "https://evil.example"),
                    List.of("Origin", "null"), List.of("Sec-Fetch-Site", "cross-site"), wrongKey,
                    with(key, "Origin", "https://evil.example"), with(key, "Sec-Fetch-Site", "same-site"));

            for (List<String> headers : attackers) {
                for (String form : List.of("Action=CreateQueue&QueueName=forged",
                        "Action=DeleteQueue&QueueUrl=" + server.endpoint() + "/000000000000/likes")) {
                    assertThat(post(server, "/", form, headers).statusCode()).as(form + headers).isEqualTo(403);
                }
                for (String form : List.of("Action=SendMessage&MessageBody=forged", "Action=PurgeQueue",
                        "Action=DeleteQueue", "Action=ReceiveMessage")) {
                    assertThat(post(server, "/000000000000/likes", form, headers).statusCode()).as(form + headers)
                            .isEqualTo(403);
                }
            }
            assertThat(call(server, "/", "Action=ListQueues")).contains("likes").doesNotContain("forged");
            assertThat(call(server, "/000000000000/likes", "Action=ReceiveMessage&MaxNumberOfMessages=10"))
                    .contains("<Body>kept</Body>").doesNotContain("forged");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void elasticMqItselfDoesNotListenOnLocalhost() throws Exception {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data"));
                QueueServer server = new QueueServer(Installation.find(), folder, Ports.free())) {
            server.start();
            String configuration = Files.readString(folder.resolve("elasticmq.conf"));

            assertThat(configuration).contains("bind-hostname = \"127.").doesNotContain("\"127.0.0.1\"")
                    .doesNotContain("bind-port = " + server.port());
            assertThat(
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(QueueCredentials.file(folder.path()))))
                    .isEqualTo("rw-------");
            assertThat(ProcessHandle.current().descendants().map(each -> each.info().commandLine().orElse("")))
                    .noneMatch(line -> line.contains(server.credentials().accessKeyId()));
        }
    }

    private static List<String> with(List<String> headers, String name, String value) {
        return List.of(headers.getFirst(), headers.getLast(), name, value);
    }

    private static String call(QueueServer server, String path, String form) throws IOException, InterruptedException {
        return post(server, path, form, List.of("Authorization", server.credentials().authorization())).body();
    }

    /** Posts a form, as a browser does it. */
    private static HttpResponse<String> post(QueueServer server, String path, String form, List<String> headers)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(server.endpoint().resolve(path))
                    .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form));
            if (!headers.isEmpty()) {
                request.headers(headers.toArray(String[]::new));
            }
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}

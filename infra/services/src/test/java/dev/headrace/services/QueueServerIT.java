package dev.headrace.services;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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

    private static String call(QueueServer server, String path, String form) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(server.endpoint().resolve(path))
                    .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}

package dev.headrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class QueueBackendIT {

    @Test
    void deliversMessages() throws Exception {
        Queue queue = Backends.queue().freshQueue();
        call(queue, "Action=SendMessage&MessageBody=hello");

        assertThat(call(queue, "Action=ReceiveMessage")).contains("<Body>hello</Body>");
    }

    @Test
    void absentQueueDoesNotExist() throws Exception {
        Queue queue = Backends.queue().absentQueue();

        assertThat(call(queue, "/", "Action=GetQueueUrl&QueueName=" + queue.name())).contains("NonExistentQueue");
    }

    @Test
    @Tag("ends-servers")
    void keepsMessagesAcrossARestart() throws Exception {
        Queue queue = Backends.queue().freshQueue();
        call(queue, "Action=SendMessage&MessageBody=kept");

        Backends.queue().restart();

        assertThat(call(queue, "Action=ReceiveMessage")).contains("<Body>kept</Body>");
    }

    @Test
    @Tag("ends-servers")
    void keepsMessagesAcrossAKill() throws Exception {
        Queue queue = Backends.queue().freshQueue();
        call(queue, "Action=SendMessage&MessageBody=kept");

        Backends.queue().kill();
        Backends.queue().start();

        assertThat(call(queue, "Action=ReceiveMessage")).contains("<Body>kept</Body>");
    }

    private static String call(Queue queue, String form) throws IOException, InterruptedException {
        return call(queue, "/000000000000/" + queue.name(), form);
    }

    private static String call(Queue queue, String path, String form) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(queue.endpoint().resolve(path))
                    .header("Authorization", Backends.queue().authorization())
                    .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}

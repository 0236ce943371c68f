package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** References saved while their targets are saved or purged. */
class ReferencesIT {

    private static final int ROUNDS = 30;

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                types:
                  author: {title: name, fields: {name: {type: text}}}
                  node:
                    title: name
                    fields:
                      name: {type: text}
                      next: {type: reference, to: [node], many: true}
                      by: {type: reference, to: [author]}
                      any: {type: reference, to: [node, author]}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void entriesThatReferToEachOtherAreSavedConcurrently() {
        List<String> nodes = Stream.generate(() -> create("node", "{\"name\": \"Node\"}")).limit(4).toList();
        for (int round = 0; round < ROUNDS; round++) {
            int shift = 1 + round % 3;
            String name = "Round " + round;
            List<Answer> answers = together(IntStream.range(0, nodes.size()).<Supplier<Answer>>mapToObj(i -> () -> {
                String first = nodes.get((i + shift) % nodes.size());
                String second = nodes.get((i + 4 - shift) % nodes.size());
                return core.patch("/api/entries/node/" + nodes.get(i), """
                        {"fields": {"name": "%s", "next": ["%s", "%s"]}}""".formatted(name, first, second));
            }).toList());
            assertThat(answers).extracting(Answer::status).as(answers.getFirst().text()).containsOnly(200);
        }
    }

    @Test
    void aConcurrentlyPurgedTargetIsReportedAsInvalidInput() {
        for (int round = 0; round < ROUNDS; round++) {
            String node = create("node", "{\"name\": \"Refers\"}");
            List<String> targets = Stream.generate(() -> create("node", "{\"name\": \"Target\"}")).limit(2).toList();
            targets.forEach(target -> core.delete("/api/entries/node/" + target));

            List<Answer> answers = together(List.of(
                    () -> core.patch("/api/entries/node/" + node, "{\"fields\": {\"next\": [\"%s\", \"%s\"]}}"
                            .formatted(targets.getLast(), targets.getFirst())),
                    () -> core.delete("/api/entries/node/" + targets.getFirst() + "?purge=true&force=true"),
                    () -> core.delete("/api/entries/node/" + targets.getLast() + "?purge=true&force=true")));

            assertThat(answers.getFirst().status()).as(answers.getFirst().text()).isIn(200, 400);
            if (answers.getFirst().status() == 400) {
                assertThat(answers.getFirst().json().at("/errors/0/message").stringValue())
                        .contains("does not exist");
            }
            assertThat(answers.subList(1, 3)).extracting(Answer::status).containsOnly(204);
            assertThat(core.bean(JdbcClient.class).sql("select count(*) from entry_reference where entry_id = ?::uuid")
                    .param(node).query(Integer.class).single()).isZero();
        }
    }

    @Test
    void targetTypesAreCheckedForEachField() {
        String target = create("node", "{\"name\": \"Target\"}");
        String node = "/api/entries/node/" + create("node", "{\"any\": \"" + target + "\"}");

        Answer refused = core.patch(node, "{\"fields\": {\"by\": \"" + target + "\"}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/0/pointer").stringValue()).isEqualTo("/by");
        assertThat(core.patch(node, "{\"fields\": {\"next\": [\"" + target + "\"], \"any\": null}}").status())
                .isEqualTo(200);
        assertThat(core.get("/api/entries/node/" + target + "/references").json().path("items").size()).isEqualTo(1);
        assertThat(core.patch(node, "{\"fields\": {\"next\": []}}").status()).isEqualTo(200);
        assertThat(core.get("/api/entries/node/" + target + "/references").json().path("items").size()).isZero();
    }

    private static List<Answer> together(List<Supplier<Answer>> calls) {
        CyclicBarrier barrier = new CyclicBarrier(calls.size());
        List<CompletableFuture<Answer>> running = new ArrayList<>();
        calls.forEach(call -> {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            running.add(answer);
            Thread.ofVirtual().start(() -> {
                try {
                    barrier.await();
                    answer.complete(call.get());
                } catch (Exception e) {
                    answer.completeExceptionally(e);
                }
            });
        });
        return running.stream().map(CompletableFuture::join).toList();
    }

    private static String create(String type, String fields) {
        Answer created = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }
}

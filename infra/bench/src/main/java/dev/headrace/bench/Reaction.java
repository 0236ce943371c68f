package dev.headrace.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.headrace.bench.Documents.Document;
import dev.headrace.bench.OpenLoop.Latencies;
import dev.headrace.services.QueueServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reactions of random users to random documents, each acknowledged once it is in the queue. */
final class Reaction implements Bench.Scenario {

    // Each request waits for the queue, so more concurrency is needed to saturate a server.
    private static final int CONNECTIONS = 512;
    private static final int USERS = 1_000;
    private static final String QUEUE = "bench";
    private static final Duration LATENCY_RUN = Duration.ofSeconds(15);

    @Override
    public void run(Setup setup, Plan plan) throws Exception {
        List<Document> documents = Documents.write(setup).all();
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("bench").generate();
        Path requests = Documents.requests(setup, "reaction", requests(documents, tokens(key)));

        Comparison comparison = new Comparison("reaction", CONNECTIONS, plan);
        Optional<Nginx> nginx = Nginx.find();
        if (nginx.isPresent()) {
            comparison.add("NGINX + Lua, INCR + XADD", setup.nginx("nginx write", nginx.get(), "write.conf"),
                    requests);
        }
        comparison.add("bare Undertow + Lettuce, INCR + XADD", setup.bare("bare write", "write"), requests);
        Subject edge = edge(setup, key);
        comparison.add("edge, in Redis and in the queue", edge, requests);

        Load load = Load.find(setup.folder());
        comparison.run(load);
        comparison.print(System.out, load);
        printLatencies(edge, requests, (int) comparison.lastRate());
    }

    private static Subject edge(Setup setup, ECKey key) throws Exception {
        QueueServer queue = setup.queue();
        create(queue);
        Path keys = Files.writeString(setup.folder().resolve("keys.json"), new JWKSet(key.toPublicJWK()).toString());
        // Rate limits are enabled, but higher than the load.
        return setup.edge(Map.of("HEADRACE_JWT_KEYS_FILE", keys.toString(), "HEADRACE_EDGE_USER_WRITES_PER_SECOND",
                "1000000", "HEADRACE_EDGE_USER_WRITES_BURST", "1000000", "HEADRACE_EDGE_ADDRESS_WRITES_PER_SECOND",
                "1000000", "HEADRACE_EDGE_ADDRESS_WRITES_BURST", "1000000",
                "HEADRACE_EDGE_ADDRESS_CONNECTIONS", "0", "HEADRACE_SQS_ENDPOINT",
                queue.endpoint().toString(), "HEADRACE_SQS_QUEUE", QUEUE, "AWS_ACCESS_KEY_ID",
                queue.credentials().accessKeyId(), "AWS_SECRET_ACCESS_KEY", queue.credentials().secretAccessKey()));
    }

    private static void create(QueueServer queue) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(queue.endpoint()).header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Authorization", queue.credentials().authorization())
                            .POST(BodyPublishers.ofString("Action=CreateQueue&QueueName=" + QUEUE)).build(),
                    BodyHandlers.discarding());
        }
    }

    /** Sent in random order: half of them change state, the others repeat the present state. */
    private static List<String> requests(List<Document> documents, List<String> tokens) {
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            for (String method : List.of("PUT", "DELETE")) {
                requests.add(method + "\t" + documents.get(i).path() + "/reactions/like\tAuthorization: Bearer "
                        + tokens.get(i % tokens.size()));
            }
        }
        return requests;
    }

    @SuppressWarnings("JavaUtilDate") // required by the library
    private static List<String> tokens(ECKey key) throws JOSEException {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("bench").build(),
                    new JWTClaimsSet.Builder().subject("user-" + i).audience("headrace")
                            .expirationTime(Date.from(Instant.now().plus(Duration.ofDays(1)))).build());
            token.sign(new ECDSASigner(key));
            tokens.add(token.serialize());
        }
        return tokens;
    }

    /** At loads below capacity, measured from the intended send time of each request. */
    private static void printLatencies(Subject edge, Path requests, int maxRate) throws Exception {
        for (int percent : new int[]{10, 25, 50}) {
            int rate = maxRate * percent / 100;
            Latencies latencies = OpenLoop.measure(edge, requests, CONNECTIONS, rate, LATENCY_RUN);
            System.out.printf("at %d/s (%d %% of the maximum): median %.1f ms, 99 %% within %.1f ms%n", rate, percent,
                    latencies.median(), latencies.p99());
        }
    }
}

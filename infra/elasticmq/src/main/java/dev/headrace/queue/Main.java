package dev.headrace.queue;

import java.io.IOException;
import java.nio.file.Path;

/** Runs ElasticMQ, configured by {@code -Dconfig.file}, and the {@link Gate} in front of it, until SIGTERM. */
public final class Main {

    private Main() {}

    /**
     * Exits with 1 if one of them cannot start, or ElasticMQ fails later.
     *
     * @param args the port of the gate, the address and port of ElasticMQ, and a file with the access key
     */
    public static void main(String[] args) {
        try {
            start(Integer.parseInt(args[0]), new ElasticMq(args[1], Integer.parseInt(args[2])), Path.of(args[3]));
        } catch (Throwable e) {
            // Also checked exceptions that Scala does not declare. ElasticMQ's threads would keep the process running.
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void start(int port, ElasticMq elasticMq, Path accessKey) throws IOException {
        Gate.configureProcess();
        AccessKey key = AccessKey.read(accessKey);
        org.elasticmq.server.Main.main(new String[0]);
        new Gate(key, elasticMq).open(port);
    }
}

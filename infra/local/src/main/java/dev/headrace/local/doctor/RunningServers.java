package dev.headrace.local.doctor;

import dev.headrace.local.data.LocalData;
import dev.headrace.services.PostgresServer;
import dev.headrace.services.QueueServer;
import dev.headrace.services.RedisServer;
import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * The servers of a running system. Each method returns the address of a server that answers.
 *
 * @param data the system's folder, which has the ports
 */
record RunningServers(LocalData data) {

    /** Asks a server. */
    private interface Question {
        boolean isAnswered() throws IOException, SQLException, InterruptedException;
    }

    String postgres() {
        int port = port("postgresql");
        return answering("127.0.0.1:" + port, () -> PostgresServer.answers(data.folder(), port));
    }

    String redis() {
        int port = port("redis");
        return answering("127.0.0.1:" + port, () -> RedisServer.answers(data.folder(), port));
    }

    String queue() {
        int port = port("sqs");
        return answering("http://127.0.0.1:" + port, () -> QueueServer.answers(data.folder(), port));
    }

    String core() {
        return ready("core");
    }

    String edge() {
        return ready("edge");
    }

    private String ready(String tier) {
        TierHealth health = new TierHealth("http://127.0.0.1:" + port(tier + "-management"));
        return answering("http://127.0.0.1:" + port(tier) + ", " + health.management() + "/readyz", () -> {
            List<String> problems = health.problems();
            if (!problems.isEmpty()) {
                throw new ServiceException("answers, but: " + String.join(" ", problems));
            }
            return true;
        });
    }

    private int port(String server) {
        return data.port(server).orElseThrow(data::notRunning);
    }

    private static String answering(String address, Question question) {
        try {
            if (question.isAnswered()) {
                return "answers at " + address;
            }
        } catch (IOException | SQLException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new ServiceException("does not answer at " + address + " (" + reason + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ServiceException("does not answer at " + address);
    }
}

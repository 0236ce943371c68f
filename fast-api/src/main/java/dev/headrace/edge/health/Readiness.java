package dev.headrace.edge.health;

import dev.headrace.edge.live.ClockDrift;
import dev.headrace.edge.read.LiveModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether requests should be sent to this edge.
 *
 * <p>It is ready from when it has first heard from Redis which model there is and what time it is, until it is told to stop
 * or its clock is found to be far off. That there is no model yet does not matter: it says so. When Redis goes away later
 * it stays ready: it still serves what it has in memory, and if every edge took itself out of service nobody would.
 */
public final class Readiness {

    private final LiveModel model;
    private final ClockDrift drift;
    private volatile boolean stopping;

    public Readiness(LiveModel model, ClockDrift drift) {
        this.model = model;
        this.drift = drift;
    }

    public Health health() {
        List<String> obstacles = obstacles();
        List<String> notes = new ArrayList<>(obstacles);
        if (model.isUnreadable()) {
            notes.add("The published model cannot be read by this version.");
        }
        return new Health(obstacles.isEmpty(), notes);
    }

    private List<String> obstacles() {
        List<String> obstacles = new ArrayList<>();
        if (stopping) {
            obstacles.add("This edge is stopping.");
        }
        if (!model.isHeardOf()) {
            obstacles.add("It is not known yet which model is published.");
        }
        if (!drift.isKnown()) {
            obstacles.add("This edge's clock has not been compared with Redis' yet.");
        } else if (!drift.isTolerable()) {
            obstacles.add("This edge's clock is more than a day off Redis'.");
        }
        return obstacles;
    }

    public void stop() {
        stopping = true;
    }
}

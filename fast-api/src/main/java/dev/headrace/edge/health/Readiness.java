package dev.headrace.edge.health;

import java.util.function.BooleanSupplier;

/**
 * Whether requests should be sent to this edge.
 *
 * <p>It is ready from when it has first heard from Redis which model there is, until it is told to stop. That there is none
 * yet does not matter: it says so. When Redis goes away later it stays ready: it still serves what it has in memory, and
 * if every edge took itself out of service nobody would.
 */
public final class Readiness {

    private final BooleanSupplier hasHeardOfModel;
    private volatile boolean stopping;

    public Readiness(BooleanSupplier hasHeardOfModel) {
        this.hasHeardOfModel = hasHeardOfModel;
    }

    public boolean isReady() {
        return hasHeardOfModel.getAsBoolean() && !stopping;
    }

    public void stop() {
        stopping = true;
    }
}

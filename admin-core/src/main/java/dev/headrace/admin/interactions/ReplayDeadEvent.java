package dev.headrace.admin.interactions;

import org.springframework.stereotype.Service;

/** Applies a dead event again, for instance after a core that knows its kind was deployed. */
@Service
class ReplayDeadEvent {

    private final DeadEvents dead;
    private final ApplyMessage applyMessage;
    private final SettledState settledState;

    ReplayDeadEvent(DeadEvents dead, ApplyMessage applyMessage, SettledState settledState) {
        this.dead = dead;
        this.applyMessage = applyMessage;
        this.settledState = settledState;
    }

    /**
     * Safe to call again after any failure, since the inbox applies each event once.
     *
     * @param id of the dead event
     * @return whether all of it was applied; else it is still a dead event, or there is none with this id
     */
    public boolean replay(long id) {
        return dead.find(id).map(this::replay).orElse(false);
    }

    private boolean replay(DeadEvents.Stored stored) {
        Outcome outcome = applyMessage.apply(stored.body());
        settledState.settle(outcome);
        if (!outcome.dead().contains(stored.eventId())) {
            dead.remove(stored.eventId());
        }
        return outcome.dead().isEmpty();
    }
}

package dev.headrace.local.core;

import java.time.Duration;

/** The time between retries. */
interface Pauses {

    Pauses SYSTEM = new Pauses() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration pause) throws InterruptedException {
            Thread.sleep(pause);
        }
    };

    /** Like {@link System#nanoTime}. */
    long nanoTime();

    void sleep(Duration pause) throws InterruptedException;
}

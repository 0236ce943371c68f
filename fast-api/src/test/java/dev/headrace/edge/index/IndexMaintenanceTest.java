package dev.headrace.edge.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IndexMaintenanceTest {

    /** Fails until it has been repaired; the first repair fails. */
    private static final class Fragile implements IndexMaintenance.Task {

        private final AtomicInteger repairs = new AtomicInteger();
        private final CountDownLatch works = new CountDownLatch(1);

        @Override
        public boolean step() throws IOException {
            if (repairs.get() < 2) {
                throw new IOException("broken");
            }
            works.countDown();
            return false;
        }

        @Override
        public void failed(Throwable failure) {
            // ignored
        }

        @Override
        public void repair() {
            if (repairs.incrementAndGet() == 1) {
                throw new OutOfMemoryError("no memory for the repair");
            }
        }

        @Override
        public boolean isRepaired() {
            return repairs.get() == 2;
        }
    }

    @Test
    void repairIsRetriedAfterAnError() throws InterruptedException {
        Fragile task = new Fragile();
        IndexMaintenance maintenance = new IndexMaintenance(task);
        maintenance.start();
        task.works.await();
        assertThat(maintenance.stop()).isTrue();
    }
}

package dev.headrace.admin.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;

class FirstAdministratorIT {

    @Test
    void concurrentlyStartingCoresCreateOneAdministrator() {
        try (CoreUnderTest core = CoreUnderTest.start()) {
            JdbcClient jdbc = core.bean(JdbcClient.class);
            jdbc.sql("delete from staff").update();
            FirstAdministrator first = core.bean(FirstAdministrator.class);

            List<CompletableFuture<Void>> cores = Stream
                    .generate(() -> CompletableFuture.runAsync(() -> first.run(new DefaultApplicationArguments())))
                    .limit(4).toList();

            assertThat(cores).allSatisfy(core1 -> core1.join());
            assertThat(jdbc.sql("select count(*) from staff").query(Integer.class).single()).isOne();
        }
    }
}

package dev.headrace.admin;

import dev.headrace.admin.database.OlderLayoutException;
import dev.headrace.admin.staff.OperatorCommand;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The core: admin site and API, publishing, and the workers that process the interactions the edge accepted. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class AdminCore {

    /** To the millisecond, as times are shown. */
    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    /** Runs the server, or an {@link OperatorCommand} instead. */
    public static void main(String[] args) {
        if (OperatorCommand.isNamedBy(args)) {
            System.exit(OperatorCommand.run(args, System.getenv(), System.out, System.err));
        }
        try {
            SpringApplication.run(AdminCore.class, args);
        } catch (RuntimeException e) {
            if (OlderLayoutException.in(e).isPresent()) {
                System.exit(OlderLayoutException.EXIT_CODE);
            }
            throw e;
        }
    }
}

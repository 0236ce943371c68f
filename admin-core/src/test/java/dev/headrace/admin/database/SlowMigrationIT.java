package dev.headrace.admin.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;

class SlowMigrationIT {

    static class ShortRequestsAndASlowMigration {

        @Bean
        static BeanPostProcessor shortRequests() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessBeforeInitialization(Object bean, String name) {
                    if (bean instanceof DataSource) {
                        PropertyAccessorFactory.forBeanPropertyAccess(bean).setPropertyValue("connectionInitSql",
                                "set statement_timeout = '1s'");
                    }
                    return bean;
                }
            };
        }

        /** It takes two seconds. */
        @Bean
        static FlywayConfigurationCustomizer slowMigration() {
            return flyway -> flyway.locations("classpath:db/migration",
                    "classpath:dev/headrace/admin/database/slow");
        }
    }

    @Test
    void limitsOfRequestsDoNotApplyToMigrations() {
        try (CoreUnderTest core = CoreUnderTest.start(ShortRequestsAndASlowMigration.class)) {
            assertThat(core.get("/api/types").status()).isEqualTo(200);
        }
    }
}

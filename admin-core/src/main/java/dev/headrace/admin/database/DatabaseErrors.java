package dev.headrace.admin.database;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** Recognizes PostgreSQL's error codes, such as that of a lock timeout. */
@Configuration
class DatabaseErrors {

    @Bean
    SQLExceptionTranslator postgresErrors() {
        return new SQLErrorCodeSQLExceptionTranslator("PostgreSQL");
    }
}


-- Flyway's history of the migrations above.
create table flyway_schema_history (
    installed_rank  int primary key,
    version         varchar(50),
    description     varchar(200)  not null,
    type            varchar(20)   not null,
    script          varchar(1000) not null,
    checksum        int,
    installed_by    varchar(100)  not null,
    installed_on    timestamp     not null default now(),
    execution_time  int           not null,
    success         boolean       not null
);
create index flyway_schema_history_s_idx on flyway_schema_history (success);


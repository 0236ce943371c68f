# This build's PostgreSQL, started like the official image.
FROM headrace-test/base
RUN useradd --create-home postgres
COPY bin /opt/postgresql/bin
COPY lib /opt/postgresql/lib
COPY share /opt/postgresql/share
COPY postgres-entrypoint.sh /usr/local/bin/
ENV PATH=/opt/postgresql/bin:$PATH PGDATA=/home/postgres/data
USER postgres
STOPSIGNAL SIGINT
ENTRYPOINT ["postgres-entrypoint.sh"]

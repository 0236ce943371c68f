# This build's ElasticMQ, configured by the same file as the official image.
FROM headrace-test/base
COPY *.jar /opt/elasticmq/
USER nobody
WORKDIR /tmp
ENTRYPOINT ["java", "-Dconfig.file=/opt/elasticmq.conf", "-cp", "/opt/elasticmq/*", "org.elasticmq.server.Main"]

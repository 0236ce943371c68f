# Debian's Redis, configured by arguments like the official image.
FROM headrace-test/base
USER redis
WORKDIR /var/lib/redis
ENTRYPOINT ["redis-server", "--bind", "0.0.0.0"]

# Debian's Redis, told by arguments as the official image is.
FROM headrace-test/base
USER redis
WORKDIR /var/lib/redis
ENTRYPOINT ["redis-server", "--bind", "0.0.0.0"]

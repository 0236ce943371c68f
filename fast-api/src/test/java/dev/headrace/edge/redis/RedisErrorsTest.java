package dev.headrace.edge.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisErrorsTest {

    @ParameterizedTest
    @ValueSource(strings = {"OOM command not allowed when used memory > 'maxmemory'.",
            "OOM command not allowed when used memory > 'maxmemory'. script: 8a3f, on @user_script:52.",
            "ERR Error running script (call to f_8a3f): @user_script:52: @user_script: 52: "
                    + "-OOM command not allowed when used memory > 'maxmemory'.",
            "ERR Error running script (call to f_8a3f): @user_script:52: @user_script: 52: "
                    + "-READONLY You can't write against a read only replica.",
            "ERR Error running script (call to f_8a3f): @user_script:52: @user_script: 52: "
                    + "-MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.",
            "LOADING Redis is loading the dataset in memory", "CLUSTERDOWN The cluster is down", "TRYAGAIN"})
    void unavailabilityErrorsOfAllVersionsAreRecognized(String message) {
        assertThat(RedisErrors.isUnavailable(message)).isTrue();
    }

    @Test
    void otherErrorsDoNotMeanUnavailable() {
        assertThat(RedisErrors.isUnavailable("WRONGTYPE Operation against a key holding the wrong kind of value"))
                .isFalse();
        assertThat(
                RedisErrors.isUnavailable("ERR Error running script (call to f_8a3f): @user_script:3: user_script:3: "
                        + "attempt to compare nil with number -OOMPH"))
                .isFalse();
        assertThat(RedisErrors.isUnavailable("ERR Error compiling script (new function): user_script:1: -OOM"))
                .isFalse();
        assertThat(RedisErrors.isUnavailable("null")).isFalse();
    }
}

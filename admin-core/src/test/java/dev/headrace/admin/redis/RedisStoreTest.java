package dev.headrace.admin.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisStoreTest {

    @Test
    void anInvalidUrlIsReportedWithoutShowingIt() {
        for (String url : List.of("redis://:pa^ss@redis:6379", "redis://:pa#ss@redis:6379", "redis://:pa?ss@redis:6379",
                "http://:pass@redis:6379", "pass")) {
            assertThatThrownBy(() -> new RedisStore(new RedisSettings(url))).as(url)
                    .hasMessageStartingWith("url must be a URL")
                    .hasMessageNotContainingAny("pa^", "pa#", "pa?", ":pass").hasNoCause();
        }
    }

    /** Background work then pauses with one line in the log. */
    @Test
    void aServerThatIsStartingIsUnavailable() {
        for (String error : List.of("LOADING Redis is loading the dataset in memory",
                "MASTERDOWN Link with MASTER is down", "BUSY Redis is busy running a script")) {
            assertThat(RedisStore.isUnavailable(new RedisCommandExecutionException(error))).as(error).isTrue();
        }
        for (String error : List.of("OOM command not allowed", "READONLY You can't write", "ERR LOADING")) {
            assertThat(RedisStore.isUnavailable(new RedisCommandExecutionException(error))).as(error).isFalse();
        }
    }

    @Test
    void connectsOnlyOnFirstUse() {
        for (String url : List.of("redis://127.0.0.1:1", "rediss://:p%5E@redis:6379/2",
                "redis-socket:///run/redis",
                "redis-sentinel://redis:26379#main")) {
            assertThatCode(() -> new RedisStore(new RedisSettings(url)).destroy()).as(url).doesNotThrowAnyException();
        }
    }
}

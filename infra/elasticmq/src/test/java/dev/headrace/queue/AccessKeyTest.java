package dev.headrace.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessKeyTest {

    @TempDir
    Path folder;

    private final AccessKey key = new AccessKey("a-key_1");

    @Test
    void theKeyIsNamedByASignedRequest() {
        assertThat(key.isNamedIn("AWS4-HMAC-SHA256 Credential=a-key_1/20260314/us-east-1/sqs/aws4_request,"
                + " SignedHeaders=host, Signature=0")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a-key_1", "Bearer a-key_1", "AWS4-HMAC-SHA256 Credential=",
            "AWS4-HMAC-SHA256 Credential=a-key_1", "AWS4-HMAC-SHA256 Credential=/a-key_1/",
            "AWS4-HMAC-SHA256 Credential=a-key_/1", "AWS4-HMAC-SHA256 Credential=a-key_10/",
            "AWS4-HMAC-SHA256 Credential=A-KEY_1/", "aws4-hmac-sha256 Credential=a-key_1/"})
    void otherTextsDoNotNameIt(String authorization) {
        assertThat(key.isNamedIn(authorization)).isFalse();
    }

    @Test
    void itIsReadFromACredentialsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("credentials"),
                "[default]\naws_access_key_id=a-key_2\naws_secret_access_key=secret\n");

        assertThat(AccessKey.read(file).isNamedIn("AWS4-HMAC-SHA256 Credential=a-key_2/")).isTrue();
    }

    @Test
    void aFileWithoutAnIdIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("credentials"), "[default]\n");

        assertThatThrownBy(() -> AccessKey.read(file)).hasMessage("The access key has no id.");
    }
}

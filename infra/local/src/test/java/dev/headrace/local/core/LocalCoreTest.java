package dev.headrace.local.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.local.core.FakeCore.Answer;
import dev.headrace.local.core.FakeCore.Request;
import dev.headrace.local.data.LocalData;
import dev.headrace.services.DataFolder;
import dev.headrace.services.Installation;
import dev.headrace.services.SecretFile;
import dev.headrace.services.ServiceException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCoreTest {

    @TempDir
    Path folder;

    @Test
    void sendsItsTokenOnlyWhileTheSystemIsRunning() {
        LocalData data = new LocalData(folder);
        SecretFile.write(data.secret("staff.token"), "stored");
        try (FakeCore fake = new FakeCore(request -> Answer.json("{}"))) {
            data.rememberPort("core", fake.uri().getPort());

            assertThatThrownBy(() -> call(data)).isInstanceOf(ServiceException.class)
                    .hasMessage(data.notRunning().getMessage());
            assertThat(fake.requests()).isEmpty();

            try (DataFolder _ = DataFolder.claim(folder)) {
                call(data);
            }
            assertThat(fake.requests()).extracting(Request::token).containsExactly("stored");
        }
    }

    private static void call(LocalData data) {
        try (CoreClient client = LocalCore.client(Installation.find(), data)) {
            client.get("/api/schema");
        }
    }
}

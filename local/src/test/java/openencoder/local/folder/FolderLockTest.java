package openencoder.local.folder;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.local.StackProblem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class FolderLockTest {

    @TempDir Path folder;

    @Test
    void a_second_stack_on_the_folder_is_told_who_has_it() {
        try (var _ = FolderLock.take(folder)) {
            assertThatThrownBy(() -> FolderLock.take(folder))
                    .isInstanceOf(StackProblem.class)
                    .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
        }
        assertThatCode(() -> FolderLock.take(folder).close()).doesNotThrowAnyException();
    }
}

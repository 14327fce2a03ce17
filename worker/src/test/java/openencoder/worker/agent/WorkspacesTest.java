package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.worker.sandbox.Protections;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class WorkspacesTest {
    @TempDir Path folder;
    private Path root;
    private Workspaces workspaces;
    private WorkerFixture world;

    @BeforeEach
    void begin() {
        root = folder.resolve("work");
        workspaces = new Workspaces(root, Protections.NONE);
        world = new WorkerFixture(folder);
    }

    @Test
    void a_workspace_removes_itself_and_all_that_is_in_it() throws IOException {
        try (var workspace = open()) {
            Files.writeString(workspace.source(), "film");
            Files.writeString(workspace.outputs().resolve("web.mp4"), "film");
        }

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void what_a_dead_worker_left_is_removed() throws IOException {
        var dead = Files.createDirectories(root.resolve("c3s1f0ge4ql000000000-2").resolve("out"));
        Files.writeString(dead.resolve("web.mp4"), "half a film");

        workspaces.wipe();

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void what_a_living_worker_has_stays() throws IOException {
        try (var workspace = open()) {
            Files.writeString(workspace.source(), "film");

            new Workspaces(root, Protections.NONE).wipe();

            assertThat(workspace.source()).exists();
        }
    }

    @Test
    void what_is_none_of_ours_stays() throws IOException {
        Files.createDirectories(root.resolve("holiday films"));

        workspaces.wipe();

        assertThat(root.resolve("holiday films")).exists();
    }

    @Test
    void a_folder_that_cannot_be_used_stops_the_start_and_is_named() throws IOException {
        Files.writeString(root, "a file");

        assertThatThrownBy(() -> workspaces.wipe())
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("WORK_DIR")
                .hasMessageContaining(root.toString());
    }

    private Workspace open() {
        var job = world.job(world.submit());
        return workspaces.open(job.claim("w1", world.clock.instant(), WorkerFixture.LEASE));
    }
}

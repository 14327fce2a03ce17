package openencoder.worker.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class BundledFfmpegTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86_64-gpl",
        "Linux, aarch64, linux-arm64-gpl",
        "Mac OS X, aarch64, macosx-arm64-gpl",
        "Mac OS X, x86_64, macosx-x86_64-gpl",
    })
    void the_bundle_is_the_one_for_this_machine(String system, String processor, String platform) {
        assertThat(BundledFfmpeg.platform(system, processor)).isEqualTo(platform);
    }

    @Test
    void a_machine_that_the_build_did_not_think_of_is_named() {
        assertThatThrownBy(new BundledFfmpeg("linux-riscv64-gpl", folder)::unpacked)
                .isInstanceOf(Unusable.class)
                .hasMessage("none for linux-riscv64-gpl is on the class path");
    }

    @Test
    void a_cache_that_cannot_be_written_is_named() throws IOException {
        var cache = Files.writeString(folder.resolve("file"), "no folder");

        assertThatThrownBy(BundledFfmpeg.forThisMachine(cache)::unpacked)
                .isInstanceOf(Unusable.class)
                .hasMessageStartingWith("cannot unpack it to " + cache);
    }
}

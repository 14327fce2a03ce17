package openencoder.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.media.IfExists;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.media.ObjectStore.NoSuchObject;
import openencoder.media.ObjectStore.Taken;
import openencoder.media.Publication;
import openencoder.media.Publication.OfJob;
import openencoder.testing.Race;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** What {@link ObjectStore} promises. */
public abstract class ObjectStoreContract {
    private static final String TYPE = "video/mp4";
    private static final String JOB = "c0ffee00000000000000";
    private static final long MINE = 9;
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456789Z");

    @TempDir Path folder;

    /** The same one throughout a test. */
    protected abstract ObjectStore store();

    /** A bucket that is there and empty. */
    protected abstract String bucket();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000})
    void what_is_uploaded_is_downloaded(int size) {
        var bytes = bytes(size);
        upload(key("film.mp4"), bytes);

        assertThat(download(key("film.mp4"))).isEqualTo(bytes);
        assertThat(store().head(key("film.mp4")).orElseThrow().size()).isEqualTo(size);
        assertThat(store().head(key("film.mp4")).orElseThrow().publication()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b.mp4",
                "ü/größe.mp4",
                "a+b.mp4",
                "100%.mp4",
                "a&b=c?d#e.mp4",
                "it's.mp4"
            })
    void a_key_may_hold_any_character(String name) {
        upload(key("staged/" + name), bytes(10));

        assertThat(store().publish(key("staged/" + name), key(name), mark(1), IfExists.OWN))
                .isTrue();

        assertThat(download(key(name))).isEqualTo(bytes(10));
        assertThat(store().list(key("staged/"))).containsExactly(key("staged/" + name));
    }

    @Test
    void an_upload_replaces_what_was_there_and_changes_its_etag() {
        upload(key("film.mp4"), bytes(10));
        var before = store().head(key("film.mp4")).orElseThrow().etag();
        upload(key("film.mp4"), bytes(11));

        assertThat(download(key("film.mp4"))).isEqualTo(bytes(11));
        assertThat(store().head(key("film.mp4")).orElseThrow().etag()).isNotEqualTo(before);
    }

    @Test
    void both_ways_tell_how_far_they_are() {
        var sent = new ArrayList<Long>();
        var received = new ArrayList<Long>();
        store().upload(file(bytes(100_000)), key("film.mp4"), TYPE, sent::add);
        store().download(key("film.mp4"), newFile(), received::add);

        assertThat(sent).isSorted().endsWith(100_000L);
        assertThat(received).isSorted().endsWith(100_000L);
    }

    @Test
    void who_listens_may_stop_an_upload_which_then_leaves_nothing() {
        assertThatThrownBy(
                        () ->
                                store().upload(
                                                file(bytes(100_000)),
                                                key("film.mp4"),
                                                TYPE,
                                                _ -> stop()))
                .isInstanceOf(Stopped.class);
        assertThat(store().head(key("film.mp4"))).isEmpty();
    }

    @Test
    void who_listens_may_stop_a_download() {
        upload(key("film.mp4"), bytes(100_000));

        assertThatThrownBy(() -> store().download(key("film.mp4"), newFile(), _ -> stop()))
                .isInstanceOf(Stopped.class);
    }

    @Test
    void where_nothing_is_nothing_is_found() {
        var elsewhere = new ObjectKey("no-such-bucket", "film.mp4");

        assertThat(store().head(key("film.mp4"))).isEmpty();
        assertThat(store().head(elsewhere)).isEmpty();
        assertThat(store().list(key(""))).isEmpty();
        assertThat(store().list(elsewhere)).isEmpty();
    }

    @Test
    void a_download_of_nothing_names_it_and_makes_no_file() {
        var file = newFile();

        assertThatThrownBy(() -> store().download(key("film.mp4"), file, _ -> {}))
                .isInstanceOfSatisfying(
                        NoSuchObject.class,
                        missing -> assertThat(missing.key()).isEqualTo(key("film.mp4")));
        assertThat(file).doesNotExist();
    }

    @Test
    void what_is_deleted_is_gone_and_deleting_nothing_is_fine() {
        upload(key("film.mp4"), bytes(10));

        store().delete(key("film.mp4"));
        store().delete(key("film.mp4"));

        assertThat(store().head(key("film.mp4"))).isEmpty();
    }

    @Test
    void a_list_has_every_key_with_the_prefix_and_no_other() {
        for (var name : List.of("a/1", "a/2", "a/b/3", "ab", "b/4")) upload(key(name), bytes(1));

        assertThat(store().list(key("a/")))
                .containsExactlyInAnyOrder(key("a/1"), key("a/2"), key("a/b/3"));
    }

    @Test
    void a_publication_is_a_copy_with_its_mark() {
        upload(key("staged/film.mp4"), bytes(100_000));

        assertThat(publish(1)).isTrue();

        assertThat(download(key("film.mp4"))).isEqualTo(bytes(100_000));
        assertThat(store().head(key("film.mp4")).orElseThrow().publication()).contains(mark(1));
        assertThat(store().head(key("staged/film.mp4"))).isPresent();
    }

    @Test
    void an_empty_file_can_be_published() {
        upload(key("staged/film.mp4"), bytes(0));

        assertThat(publish(1)).isTrue();

        assertThat(store().head(key("film.mp4")).orElseThrow())
                .returns(0L, ObjectStore.Stored::size)
                .returns(Optional.of(mark(1)), ObjectStore.Stored::publication);
    }

    @Test
    void a_publication_done_again_changes_nothing() {
        upload(key("staged/film.mp4"), bytes(10));
        publish(1);
        var before = store().head(key("film.mp4"));

        assertThat(publish(1)).isTrue();
        assertThat(store().head(key("film.mp4"))).isEqualTo(before);
    }

    @Test
    void a_publication_that_stands_already_needs_no_staged_file() {
        upload(key("staged/film.mp4"), bytes(10));
        publish(1);
        store().delete(key("staged/film.mp4"));

        assertThat(publish(1)).isTrue();
    }

    @Test
    void a_later_attempt_replaces_an_earlier_one() {
        publish(1, bytes(10));

        assertThat(publish(2, bytes(20))).isTrue();
        assertThat(download(key("film.mp4"))).isEqualTo(bytes(20));
    }

    @Test
    void an_earlier_attempt_never_replaces_a_later_one() {
        publish(2, bytes(20));

        assertThat(publish(1, bytes(10))).isFalse();
        assertThat(download(key("film.mp4"))).isEqualTo(bytes(20));
        assertThat(store().head(key("film.mp4")).orElseThrow().publication()).contains(mark(2));
    }

    @ParameterizedTest
    @EnumSource
    void what_no_job_made_is_replaced_only_if_that_is_wanted(IfExists rule) {
        upload(key("film.mp4"), bytes(5));

        assertReplaced(rule == IfExists.REPLACE, ofJob(1, MINE, 0), rule, bytes(5));
    }

    @ParameterizedTest
    @EnumSource
    void what_a_job_of_the_same_account_made_is_replaced_unless_that_is_unwanted(IfExists rule) {
        publish(ofJob(1, MINE, 0), IfExists.OWN, bytes(5));

        assertReplaced(rule != IfExists.FAIL, ofJob(2, MINE, 1), rule, bytes(5));
    }

    @ParameterizedTest
    @EnumSource
    void what_a_job_of_another_account_made_is_replaced_only_if_that_is_wanted(IfExists rule) {
        publish(ofJob(1, 8, 0), IfExists.OWN, bytes(5));

        assertReplaced(rule == IfExists.REPLACE, ofJob(2, MINE, 1), rule, bytes(5));
    }

    @ParameterizedTest
    @EnumSource
    void what_a_job_made_before_accounts_were_noted_is_replaced_only_if_that_is_wanted(
            IfExists rule) {
        publish(new Publication("old", 3, Optional.empty()), IfExists.OWN, bytes(5));

        assertReplaced(rule == IfExists.REPLACE, ofJob(2, MINE, 1), rule, bytes(5));
    }

    @ParameterizedTest
    @EnumSource
    void a_later_attempt_replaces_what_its_own_job_made_whatever_the_rule(IfExists rule) {
        publish(new Publication(JOB, 1, Optional.empty()), IfExists.OWN, bytes(5));

        assertThat(publish(mark(2), rule, bytes(10))).isTrue();
    }

    @Test
    void of_two_jobs_of_an_account_the_one_that_was_asked_for_later_stands_in_either_order() {
        var earlier = ofJob(7, MINE, 0);
        var later = ofJob(3, MINE, 1);
        publish(earlier, IfExists.OWN, bytes(5));
        assertThat(publish(later, IfExists.OWN, bytes(10))).isTrue();

        assertThat(publish(earlier, IfExists.OWN, bytes(5))).isFalse();
        assertThat(publish(earlier, IfExists.REPLACE, bytes(5))).isFalse();

        assertThat(download(key("film.mp4"))).isEqualTo(bytes(10));
        assertThat(store().head(key("film.mp4")).orElseThrow().publication()).contains(later);
    }

    @Test
    void of_two_jobs_that_were_asked_for_at_the_same_moment_the_newer_one_stands() {
        publish(ofJob(8, MINE, 0), IfExists.OWN, bytes(8));

        assertThat(publish(ofJob(7, MINE, 0), IfExists.OWN, bytes(7))).isFalse();
        assertThat(publish(ofJob(9, MINE, 0), IfExists.OWN, bytes(9))).isTrue();
    }

    @Test
    void of_two_jobs_that_publish_many_files_at_once_one_wins_wholly_the_later() {
        var names = List.of("a.ts", "b.ts", "c.ts", "film.m3u8");
        for (var name : names)
            for (var job = 1; job <= 2; job++)
                upload(key("staged/" + job + "/" + name), bytes(job));
        for (var round = 0; round < 5; round++) {
            var folder = "out/" + round + "/";
            Race.run(
                    2,
                    i ->
                            () ->
                                    store().publishAll(
                                                    copies(names, i + 1, folder),
                                                    ofJob(i + 1, MINE, i),
                                                    IfExists.OWN));

            for (var name : names) assertThat(download(key(folder + name))).isEqualTo(bytes(2));
        }
    }

    private List<ObjectStore.Copy> copies(List<String> names, int job, String to) {
        return names.stream()
                .map(
                        name ->
                                new ObjectStore.Copy(
                                        key("staged/" + job + "/" + name), key(to + name)))
                .toList();
    }

    @Test
    void of_two_accounts_that_publish_at_once_one_wins_and_the_other_is_refused() {
        for (var round = 0; round < 10; round++) {
            var to = key(UUID.randomUUID() + ".mp4");
            upload(key("staged/1"), bytes(1));
            upload(key("staged/2"), bytes(2));

            var done =
                    Race.run(
                            2,
                            i ->
                                    () -> {
                                        try {
                                            return store().publish(
                                                            key("staged/" + (i + 1)),
                                                            to,
                                                            ofJob(i + 1, i + 1, i),
                                                            IfExists.OWN);
                                        } catch (Taken _) {
                                            return false;
                                        }
                                    });

            assertThat(done).containsExactlyInAnyOrder(true, false);
            assertThat(download(to)).isEqualTo(bytes(done.indexOf(true) + 1));
        }
    }

    @Test
    void many_objects_are_looked_at_at_once_and_those_that_are_not_there_left_out() {
        upload(key("staged/film.mp4"), bytes(5));
        publish(1);

        var found = store().headAll(List.of(key("film.mp4"), key("none.mp4")));

        assertThat(found).containsOnlyKeys(key("film.mp4"));
        assertThat(found.get(key("film.mp4")).publication()).contains(mark(1));
    }

    private void assertReplaced(boolean wanted, Publication by, IfExists rule, byte[] before) {
        if (wanted) {
            assertThat(publish(by, rule, bytes(10))).isTrue();
            assertThat(store().head(key("film.mp4")).orElseThrow().publication()).contains(by);
            return;
        }
        assertThatThrownBy(() -> publish(by, rule, bytes(10)))
                .isInstanceOf(Taken.class)
                .hasMessageContaining(key("film.mp4").toString());
        assertThat(download(key("film.mp4"))).isEqualTo(before);
    }

    @Test
    void a_staged_file_that_is_gone_cannot_be_published() {
        assertThatThrownBy(() -> publish(1))
                .isInstanceOfSatisfying(
                        NoSuchObject.class,
                        missing -> assertThat(missing.key()).isEqualTo(key("staged/film.mp4")));
        assertThat(store().head(key("film.mp4"))).isEmpty();
    }

    @Test
    void of_two_who_publish_at_once_the_later_attempt_stands() {
        for (var round = 0; round < 10; round++) assertTheLastStands(2);
    }

    @Test
    void of_sixteen_who_publish_at_once_the_latest_attempt_stands() {
        for (var round = 0; round < 3; round++) assertTheLastStands(16);
    }

    private void assertTheLastStands(int publishers) {
        var to = key(UUID.randomUUID() + ".mp4");
        for (var attempt = 1; attempt <= publishers; attempt++)
            upload(key("staged/" + attempt), bytes(attempt));

        var done =
                Race.run(
                        publishers,
                        i ->
                                () ->
                                        store().publish(
                                                        key("staged/" + (i + 1)),
                                                        to,
                                                        mark(i + 1),
                                                        IfExists.OWN));

        assertThat(done.getLast()).isTrue();
        assertThat(store().head(to).orElseThrow().publication()).contains(mark(publishers));
        assertThat(download(to)).isEqualTo(bytes(publishers));
    }

    @Test
    void no_unfinished_upload_is_left_after_all_this() {
        upload(key("staged/film.mp4"), bytes(10));
        publish(1);

        assertThat(store().abortUploads(bucket(), Instant.now().plusSeconds(60))).isZero();
    }

    private boolean publish(int attempt, byte[] bytes) {
        upload(key("staged/film.mp4"), bytes);
        return publish(attempt);
    }

    private boolean publish(int attempt) {
        return publish(mark(attempt), IfExists.OWN);
    }

    private boolean publish(Publication publication, IfExists rule, byte[] bytes) {
        upload(key("staged/film.mp4"), bytes);
        return publish(publication, rule);
    }

    private boolean publish(Publication publication, IfExists rule) {
        return store().publish(key("staged/film.mp4"), key("film.mp4"), publication, rule);
    }

    private static Publication mark(int attempt) {
        return new Publication(JOB, attempt, Optional.of(new OfJob(4, MINE, NOON)));
    }

    private static Publication ofJob(long id, long account, int seconds) {
        var job = new OfJob(id, account, NOON.plusSeconds(seconds));
        return new Publication("job-" + id, 1, Optional.of(job));
    }

    protected final ObjectKey key(String name) {
        return new ObjectKey(bucket(), name);
    }

    protected final void upload(ObjectKey key, byte[] bytes) {
        store().upload(file(bytes), key, TYPE, _ -> {});
    }

    protected final byte[] download(ObjectKey key) {
        var file = newFile();
        store().download(key, file, _ -> {});
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    protected final Path file(byte[] bytes) {
        try {
            return Files.write(newFile(), bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    protected final Path newFile() {
        return folder.resolve(UUID.randomUUID().toString());
    }

    /** Different for each size. */
    protected static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    protected static final class Stopped extends RuntimeException {}

    private static void stop() {
        throw new Stopped();
    }
}

package openencoder.machines.provider.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import openencoder.machine.ProviderFailure.Kind;
import openencoder.machines.provider.digitalocean.Pages.Page;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

class PagesTest {
    private final Queue<Page<Integer>> server = new ArrayDeque<>();

    @Test
    void a_single_page_is_all() {
        server.add(last(2, 1, 2));

        assertThat(read()).containsExactly(1, 2);
    }

    @Test
    void pages_are_joined_in_their_order() {
        server.addAll(List.of(page(5, 1, 2), page(5, 3, 4), last(5, 5)));

        assertThat(read()).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void a_list_that_lost_one_between_two_pages_is_read_again() {
        server.addAll(List.of(page(4, 1, 2), last(3, 4), page(3, 2, 3), last(3, 4)));

        assertThat(read()).containsExactly(2, 3, 4);
    }

    @Test
    void a_list_that_gained_one_between_two_pages_is_read_again() {
        server.addAll(List.of(page(3, 1, 2), last(4, 2, 3), page(4, 0, 1), last(4, 2, 3)));

        assertThat(read()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void a_list_that_never_stands_still_is_not_guessed() {
        for (var i = 0; i < 3; i++) server.addAll(List.of(page(3, 1, 2), last(3, 2)));

        assertThat(ProviderFixture.failureOf(this::read).kind()).isEqualTo(Kind.BROKEN);
        assertThat(server).isEmpty();
    }

    @Test
    void a_list_without_end_ends() {
        var failure =
                ProviderFixture.failureOf(() -> Pages.all(number -> page(9, number), item -> item));

        assertThat(failure).hasMessageContaining("no last page");
    }

    private List<Integer> read() {
        return Pages.all(_ -> server.remove(), item -> item);
    }

    private static Page<Integer> page(int total, Integer... items) {
        return new Page<>(List.of(items), json(total, "\"pages\": {\"next\": \"https://next\"}"));
    }

    private static Page<Integer> last(int total, Integer... items) {
        return new Page<>(List.of(items), json(total, "\"pages\": {\"prev\": \"https://prev\"}"));
    }

    private static JsonObject json(int total, String links) {
        return JsonParser.parseString(
                        "{\"links\": {%s}, \"meta\": {\"total\": %d}}".formatted(links, total))
                .getAsJsonObject();
    }
}

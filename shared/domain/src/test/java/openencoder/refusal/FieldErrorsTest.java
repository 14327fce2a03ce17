package openencoder.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class FieldErrorsTest {
    private static final Invalid NO_PRESET =
            new Invalid("preset.unknown", "preset", "names no preset");

    @Test
    void one_refusal_names_every_bad_field_in_the_order_in_which_they_were_found() {
        var errors = new FieldErrors("order.invalid");
        errors.add("name", "is required");
        errors.require(false, "count", "must be 1 or more");
        errors.require(true, "page", "must be 1 or more");
        var read = errors.collect(FieldErrorsTest::refused);
        var refusal = catchThrowableOfType(Invalid.class, errors::refuseIfAny);
        assertThat(read).isEmpty();
        assertThat(refusal.code()).isEqualTo("order.invalid");
        assertThat(refusal.fields())
                .extracting(Invalid.Field::field)
                .containsExactly("name", "count", "preset");
    }

    @Test
    void without_a_bad_field_nothing_is_refused() {
        var errors = new FieldErrors("order.invalid");
        assertThat(errors.collect(() -> "read")).contains("read");
        errors.refuseIfAny();
    }

    @Test
    void a_single_refusal_keeps_its_code_where_asked() {
        var errors = FieldErrors.keepingSingle("order.invalid");
        errors.collect(FieldErrorsTest::refused);
        assertThatThrownBy(errors::refuseIfAny).isSameAs(NO_PRESET);
    }

    @Test
    void several_refusals_get_the_common_code() {
        var errors = FieldErrors.keepingSingle("order.invalid");
        errors.collect(FieldErrorsTest::refused);
        errors.add("dest", "is required");
        assertThat(catchThrowableOfType(Invalid.class, errors::refuseIfAny).code())
                .isEqualTo("order.invalid");
    }

    private static String refused() {
        throw NO_PRESET;
    }
}

package openencoder.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoleTest {
    @Test
    void each_role_may_do_what_those_before_it_may() {
        assertThat(Role.ADMIN.includes(Role.OPERATOR)).isTrue();
        assertThat(Role.OPERATOR.includes(Role.OPERATOR)).isTrue();
        assertThat(Role.OPERATOR.includes(Role.ADMIN)).isFalse();
        assertThat(Role.GUEST.includes(Role.OPERATOR)).isFalse();
    }

    @Test
    void a_role_is_spelt_in_lower_case_and_nothing_else_is_a_role() {
        assertThat(Role.ofWireName("operator")).contains(Role.OPERATOR);
        assertThat(Role.ofWireName("Operator")).isEmpty();
        assertThat(Role.ofWireName("root")).isEmpty();
    }
}

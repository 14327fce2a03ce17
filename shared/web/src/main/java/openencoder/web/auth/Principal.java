package openencoder.web.auth;

import openencoder.account.Role;
import openencoder.account.UserId;

/** Who is calling, as checked against the stored user. */
public record Principal(UserId id, String username, Role role) {}

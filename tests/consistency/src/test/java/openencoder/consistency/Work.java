package openencoder.consistency;

import java.util.Map;
import java.util.Set;

/**
 * What a function does.
 *
 * @param routes that it answers, each with the role that it asks for, as {@code x-role} spells it
 * @param variables that it reads
 * @param permissions that it needs
 */
record Work(Map<String, String> routes, Set<String> variables, Set<Permission> permissions) {}

package openencoder.cloud.template;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inline policies of an {@code AWS::IAM::Role} as one policy document. */
final class RolePolicy {

    private RolePolicy() {}

    static String json(Place role) {
        var statements = new ArrayList<Object>();
        for (var policy : role.get("Properties").get("Policies").items()) {
            for (var statement : policy.get("PolicyDocument").get("Statement").items())
                statements.add(plain(statement));
        }
        return JsonMapper.shared()
                .writeValueAsString(Map.of("Version", "2012-10-17", "Statement", statements));
    }

    private static Object plain(Place place) {
        return switch (place.value()) {
            case Map<?, ?> _ -> {
                var members = new LinkedHashMap<String, Object>();
                place.members().forEach(member -> members.put(key(place, member), plain(member)));
                yield members;
            }
            case List<?> _ -> place.items().stream().map(RolePolicy::plain).toList();
            case Object value -> value;
        };
    }

    // A condition's key may have dots of its own.
    private static String key(Place owner, Place member) {
        return member.path().substring(owner.path().length() + 1);
    }
}

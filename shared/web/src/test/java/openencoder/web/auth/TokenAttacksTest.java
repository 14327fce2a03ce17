package openencoder.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;

import openencoder.account.Role;
import openencoder.account.UserId;
import openencoder.testing.InMemoryUserRepository;
import openencoder.testing.SettableClock;
import openencoder.web.lambda.SmallFunction;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;
import openencoder.web.testing.People;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

class TokenAttacksTest {
    private final SettableClock clock = SettableClock.atNoon();
    private final InMemoryUserRepository users = new InMemoryUserRepository();
    private final People people = new People(users, "", clock.instant());
    private final SmallFunction function = new SmallFunction(users, clock);

    @Test
    void a_token_of_ours_is_taken() {
        var reply = Event.get("/guest").bearer(people.token(Role.GUEST)).sentTo(function);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("role")).isEqualTo("GUEST");
    }

    @TestFactory
    Stream<DynamicTest> a_token_that_is_not_ours_is_refused() throws Exception {
        var good = claims().build();
        var header = Identity.header("key-1");
        var ours = people.token(Role.ADMIN);
        var parts = ours.split("\\.");
        var publicKey = Identity.KEY.toRSAPublicKey().getEncoded();
        var foreign = Identity.generate("key-1");
        return Stream.of(
                attack("none", encoded("{\"alg\":\"none\"}") + "." + parts[1] + "."),
                attack("nOnE", encoded("{\"alg\":\"nOnE\"}") + "." + parts[1] + "."),
                attack("no signature", parts[0] + "." + parts[1] + "."),
                attack("two parts", parts[0] + "." + parts[1]),
                attack("four parts", ours + "." + parts[2]),
                attack("empty", ""),
                attack("not base64", "a b.c d.e f"),
                attack("HS256 with the public key", hmac(publicKey)),
                attack("HS256 with the public key as PEM", hmac(pem(publicKey))),
                attack("foreign key under our kid", Identity.sign(header, good, foreign)),
                attack("unknown kid", Identity.sign(Identity.header("key-2"), good, foreign)),
                attack("kid that is a path", kid("../../../../dev/null", foreign)),
                attack("kid that is SQL", kid("key-1' OR '1'='1", foreign)),
                attack("no kid", kid(null, Identity.KEY)),
                attack("key in the header", embedded(foreign)),
                attack("key at a URL", linked(foreign)),
                attack("RS512 by our key", algorithm(JWSAlgorithm.RS512)),
                attack("PS256 by our key", algorithm(JWSAlgorithm.PS256)),
                attack("no type", typed(null)),
                attack("type JWT", typed(JOSEObjectType.JWT)),
                attack("unknown critical header", critical()),
                attack(
                        "claims changed",
                        parts[0] + "." + encoded("{\"sub\":\"1\"}") + "." + parts[2]),
                attack("signature changed", flip(ours)),
                attack("expired", times(-7200, -3600)),
                attack("expired while it was in use", tickedPast(Duration.ofHours(1))),
                attack("of a deleted user", ofUser(users::remove)),
                attack("of a deactivated user", ofUser(this::deactivate)),
                attack("of a user with a new password", ofUser(this::changePassword)),
                attack("of a user who logged out", ofUser(this::logOut)),
                attack("key that has expired", expiredKey()),
                attack("expires now", times(-3600, 0)),
                attack("issued in the future", times(60, 120)),
                attack("lasts for a hundred years", times(0, 3_155_760_000L)),
                attack("lasts for an hour and a second", times(0, 3601)),
                attack("expires before it is issued", times(0, -1)),
                attack("not before later", signed(claims().notBeforeTime(date(60)))),
                attack("no expiry", signed(claims().expirationTime(null))),
                attack("no issue time", signed(claims().issueTime(null))),
                attack("other issuer", signed(claims().issuer("https://evil.example.com"))),
                attack("no issuer", signed(claims().issuer(null))),
                attack("other audience", signed(claims().audience("other"))),
                attack("no audience", signed(claims().audience((String) null))),
                attack("no subject", signed(claims().subject(null))),
                attack("subject that is a name", signed(claims().subject("admin@example.com"))),
                attack("subject 0", signed(claims().subject("0"))),
                attack("no id", signed(claims().jwtID(null))),
                attack("no version", signed(claims().claim("ver", null))),
                attack("version as text", signed(claims().claim("ver", "1"))),
                attack("old version", signed(claims().claim("ver", 0))),
                attack("later version", signed(claims().claim("ver", 2))),
                attack("user that is none", signed(claims().subject("99"))),
                attack("expiry as text", raw("{\"exp\":\"1767358800\"}")),
                attack("expiry as 1e400", raw("{\"exp\":1e400}")),
                attack("a claim twice", raw(twice())),
                attack("claims that are a list", raw("[]")),
                attack("claims that are no JSON", raw("{")),
                attack("claims nested deeply", raw("[".repeat(1000) + "]".repeat(1000))),
                attack("huge", ours + "A".repeat(10_000_000)),
                attack("over 4 KiB", signed(claims().claim("pad", "x".repeat(4096)))));
    }

    @Test
    void another_scheme_or_none_is_told_to_log_in() {
        for (var header : new String[] {"Basic YTpi", "Bearer", "bearer ", "Token x", ""}) {
            var reply = Event.get("/guest").with("authorization", header).sentTo(function);
            assertThat(reply.status()).as(header).isEqualTo(401);
            assertThat(reply.text("code")).as(header).isIn("token.missing", "token.invalid");
        }
    }

    @Test
    void a_token_in_the_query_or_a_cookie_does_not_count() {
        var token = people.token(Role.GUEST);
        var reply =
                Event.get("/guest?token=" + token + "&access_token=" + token)
                        .with("cookie", "jwt=" + token)
                        .sentTo(function);
        assertThat(reply.status()).isEqualTo(401);
    }

    /** A token that is taken, until the clock has gone on. */
    private Attack tickedPast(Duration time) {
        var token = Identity.token(people.user(Role.GUEST), clock.instant());
        var ticking = new SettableClock(clock.instant());
        var other = new SmallFunction(users, ticking);
        assertThat(Event.get("/guest").bearer(token).sentTo(other).status()).isEqualTo(200);
        ticking.tick(time);
        return new Attack(token, other);
    }

    /** A token that is taken, until something is done to its user. */
    private Attack ofUser(Consumer<UserId> deed) {
        var user = users.add(UUID.randomUUID().toString(), "", _ -> Role.ADMIN, clock.instant());
        var token = Identity.token(user, clock.instant());
        assertThat(Event.get("/admin").bearer(token).sentTo(function).status()).isEqualTo(200);
        deed.accept(user.id());
        // on a function that has not seen the user before; see SessionsTest for one that has
        return new Attack(token, new SmallFunction(users, clock));
    }

    private void deactivate(UserId id) {
        users.replace(users.find(id).orElseThrow().withActive(false)).orElseThrow();
    }

    private void changePassword(UserId id) {
        users.replace(users.find(id).orElseThrow().withPasswordHash("other")).orElseThrow();
    }

    private void logOut(UserId id) {
        users.replace(users.find(id).orElseThrow().withoutSessions()).orElseThrow();
    }

    private Attack expiredKey() {
        var key = new RSAKey.Builder(Identity.KEY).expirationTime(date(0)).build();
        var environment = Identity.environment();
        environment.put("VERIFICATION_KEYS", new JWKSet(key).toString(true));
        return new Attack(people.token(Role.GUEST), new SmallFunction(environment, users, clock));
    }

    private record Attack(String token, SmallFunction function) {}

    private DynamicTest attack(String name, String token) {
        return attack(name, new Attack(token, function));
    }

    private static DynamicTest attack(String name, Attack attack) {
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    var reply =
                            Event.get("/guest").bearer(attack.token()).sentTo(attack.function());
                    assertThat(reply.status()).isEqualTo(401);
                    assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
                    assertThat(reply.text("code")).startsWith("token.");
                });
    }

    private JWTClaimsSet.Builder claims() {
        return Identity.claims(people.user(Role.ADMIN), clock.instant());
    }

    private static String signed(JWTClaimsSet.Builder claims) {
        return Identity.sign(Identity.header("key-1"), claims.build(), Identity.KEY);
    }

    private String times(long issued, long expires) {
        return signed(claims().issueTime(date(issued)).expirationTime(date(expires)));
    }

    private Date date(long seconds) {
        return Date.from(clock.instant().plusSeconds(seconds));
    }

    private String typed(JOSEObjectType type) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key-1").type(type).build();
        return Identity.sign(header, claims().build(), Identity.KEY);
    }

    private String algorithm(JWSAlgorithm algorithm) {
        var header = header(algorithm).keyID("key-1").build();
        return Identity.sign(header, claims().build(), Identity.KEY);
    }

    private String kid(String kid, RSAKey key) {
        var header = header(JWSAlgorithm.RS256).keyID(kid).build();
        return Identity.sign(header, claims().build(), key);
    }

    private String embedded(RSAKey key) {
        var header = header(JWSAlgorithm.RS256).keyID("key-9").jwk(key.toPublicJWK()).build();
        return Identity.sign(header, claims().build(), key);
    }

    private String linked(RSAKey key) {
        var header =
                header(JWSAlgorithm.RS256)
                        .keyID("key-9")
                        .jwkURL(URI.create("http://127.0.0.1:9/jwks.json"))
                        .build();
        return Identity.sign(header, claims().build(), key);
    }

    private String critical() {
        var header =
                header(JWSAlgorithm.RS256)
                        .keyID("key-1")
                        .criticalParams(Set.of("b32"))
                        .customParam("b32", true)
                        .build();
        return Identity.sign(header, claims().build(), Identity.KEY);
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).type(new JOSEObjectType(AccessClaims.TYPE));
    }

    private String hmac(byte[] secret) throws Exception {
        var signed =
                new JWSObject(
                        header(JWSAlgorithm.HS256).keyID("key-1").build(),
                        new Payload(claims().build().toJSONObject()));
        signed.sign(new MACSigner(secret));
        return signed.serialize();
    }

    /** Signed by our key, so that only the check of the claims is left to refuse it. */
    private static String raw(String payload) throws Exception {
        var signed = new JWSObject(Identity.header("key-1"), new Payload(payload));
        signed.sign(new RSASSASigner(Identity.KEY));
        return signed.serialize();
    }

    private String twice() {
        var once = claims().build().toString();
        return "{\"sub\":\"2\"," + once.substring(1);
    }

    private static String encoded(String json) {
        return Base64URL.encode(json).toString();
    }

    private static byte[] pem(byte[] der) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String flip(String token) {
        var at = token.lastIndexOf('.') + 10;
        var other = token.charAt(at) == 'A' ? 'B' : 'A';
        return token.substring(0, at) + other + token.substring(at + 1);
    }
}

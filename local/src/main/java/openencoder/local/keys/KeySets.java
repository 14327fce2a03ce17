package openencoder.local.keys;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What login signs tokens with, and what every function checks them with; newest first.
 *
 * @param signing with their private halves
 * @param verification public halves only
 */
public record KeySets(List<SigningKey> signing, List<SigningKey> verification) {

    /** Twice as long as a running function goes without reading its keys again. */
    public static final Duration LEAD = Duration.ofMinutes(10);

    /** A token's hour, and as much again as the lead for clocks that differ. */
    private static final Duration OVERLAP = Duration.ofHours(1).plus(LEAD);

    /** One new key that signs at once, and no other: any token there is counts no more. */
    public static KeySets fresh() {
        var key = SigningKey.generate();
        return new KeySets(List.of(key), List.of(key.publicHalf()));
    }

    /** From two JWK sets as JSON. */
    public static KeySets parse(String signing, String verification) {
        return new KeySets(parse(signing), parse(verification));
    }

    /**
     * With a new key that signs once every running function has it. The old ones count until the
     * last token they may have signed is over.
     */
    public KeySets rotated(Instant moment) {
        var now = moment.truncatedTo(ChronoUnit.SECONDS);
        var next = SigningKey.generate().signingFrom(now.plus(LEAD));
        var end = now.plus(LEAD).plus(OVERLAP);
        var counting =
                verification.stream()
                        .filter(key -> key.countsUntil().map(now::isBefore).orElse(true))
                        .map(key -> key.countsUntil().isPresent() ? key : key.countingUntil(end));
        return new KeySets(
                Stream.concat(Stream.of(next), stillNeeded(now).stream()).toList(),
                Stream.concat(Stream.of(next.publicHalf()), counting).toList());
    }

    /** What each key does now, newest first, for people. */
    public List<String> described(Instant now) {
        var lines = new ArrayList<String>();
        var signs = stillNeeded(now).getLast();
        for (var key : verification) {
            var does =
                    key.id().equals(signs.id())
                            ? "signs, checks"
                            : key.signsFrom().filter(now::isBefore).isPresent()
                                    ? "checks, will sign from " + key.signsFrom().get()
                                    : "checks";
            lines.add(
                    "%s  %s%s"
                            .formatted(
                                    key.id(),
                                    does,
                                    key.countsUntil().map(end -> " until " + end).orElse("")));
        }
        return lines;
    }

    public String signingJson() {
        return json(signing);
    }

    public String verificationJson() {
        return json(verification);
    }

    /** Those that are yet to sign, and the one that does. */
    private List<SigningKey> stillNeeded(Instant now) {
        var needed = new ArrayList<SigningKey>();
        for (var key : signing) {
            needed.add(key);
            if (key.signsFrom().filter(now::isBefore).isEmpty()) break;
        }
        return needed;
    }

    private static List<SigningKey> parse(String set) {
        try {
            return JWKSet.parse(set).getKeys().stream()
                    .map(key -> new SigningKey(key.toRSAKey()))
                    .toList();
        } catch (ParseException unreadable) {
            throw new IllegalArgumentException("These are no JWK sets.", unreadable);
        }
    }

    private static String json(List<SigningKey> keys) {
        return new JWKSet(keys.stream().<JWK>map(SigningKey::jwk).toList()).toString(false);
    }
}

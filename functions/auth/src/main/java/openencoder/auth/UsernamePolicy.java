package openencoder.auth;

import static java.lang.Character.UnicodeScript.BOPOMOFO;
import static java.lang.Character.UnicodeScript.COMMON;
import static java.lang.Character.UnicodeScript.HAN;
import static java.lang.Character.UnicodeScript.HANGUL;
import static java.lang.Character.UnicodeScript.HIRAGANA;
import static java.lang.Character.UnicodeScript.INHERITED;
import static java.lang.Character.UnicodeScript.KATAKANA;

import openencoder.refusal.FieldErrors;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which names users may have. Two that look alike must not be two accounts, so a name is written in
 * one way, by letters of one script and ASCII, after Unicode's UTS 39.
 */
final class UsernamePolicy {
    private static final int LONGEST = 254;

    /** Those that are written together, as UTS 39 has it. */
    private static final List<Set<UnicodeScript>> WRITING_SYSTEMS =
            List.of(Set.of(HAN, HIRAGANA, KATAKANA), Set.of(HAN, HANGUL), Set.of(HAN, BOPOMOFO));

    // unicode.org/Public/UNIDATA/DerivedCoreProperties.txt: Default_Ignorable_Code_Point
    private static final Pattern INVISIBLE =
            Pattern.compile(
                    "[\\x{AD}\\x{34F}\\x{61C}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}"
                        + "\\x{200B}-\\x{200F}\\x{202A}-\\x{202E}\\x{2060}-\\x{206F}\\x{3164}"
                        + "\\x{FE00}-\\x{FE0F}\\x{FEFF}\\x{FFA0}\\x{FFF0}-\\x{FFF8}"
                        + "\\x{1BCA0}-\\x{1BCA3}\\x{1D173}-\\x{1D17A}\\x{E0000}-\\x{E0FFF}]");
    private static final Pattern TOO_MANY_MARKS = Pattern.compile("^\\p{M}|\\p{M}{3}");

    /** The final sigma alone is another letter than that of its capital, and looks like none. */
    private static final int FINAL_SIGMA = 'ς';

    /** Lengthens a vowel in Japanese; no script has it for its own. */
    private static final int KANA_LENGTH = 'ー';

    private UsernamePolicy() {}

    /** The one spelling of a name, however it was typed. */
    static String canonical(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC);
    }

    /** Whether there may be a user of that name, also from the time before this policy. */
    static boolean mayExist(String name) {
        return hasLength(name) && name.codePoints().allMatch(UsernamePolicy::isPrintable);
    }

    /**
     * @param name in its {@link #canonical} spelling
     */
    static void check(String name, FieldErrors errors) {
        objection(name).ifPresent(objection -> errors.add("username", objection));
    }

    private static Optional<String> objection(String name) {
        if (!hasLength(name)) return Optional.of("must have 1 to 254 characters");
        if (!mayExist(name) || INVISIBLE.matcher(name).find())
            return Optional.of("must be printable and without spaces");
        if (name.endsWith(".")) return Optional.of("must not end with a dot");
        if (name.indexOf('@') >= 0 && !name.codePoints().allMatch(UsernamePolicy::isAscii))
            return Optional.of("must be of ASCII characters alone, if it is a mail address");
        if (!name.codePoints().allMatch(UsernamePolicy::isAllowed)
                || TOO_MANY_MARKS.matcher(name).find())
            return Optional.of("must consist of letters and of ASCII digits and signs");
        if (!isOfOneScript(name)) return Optional.of("must have letters of one script alone");
        return Optional.empty();
    }

    private static boolean hasLength(String name) {
        return !name.isEmpty() && name.codePointCount(0, name.length()) <= LONGEST;
    }

    private static boolean isAscii(int character) {
        return character < 128;
    }

    private static boolean isAllowed(int character) {
        if (isAscii(character) || character == KANA_LENGTH) return true;
        return switch (Character.getType(character)) {
            case Character.LOWERCASE_LETTER,
                    Character.UPPERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER ->
                    UnicodeScript.of(character) != COMMON && isItsCapitals(character);
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /** Not so the dotless i: its capital is that of i. */
    private static boolean isItsCapitals(int letter) {
        var capital = Character.toUpperCase(letter);
        return letter == FINAL_SIGMA
                || Character.toLowerCase(capital) == Character.toLowerCase(letter);
    }

    private static boolean isOfOneScript(String name) {
        var scripts =
                name.codePoints()
                        .mapToObj(UnicodeScript::of)
                        .filter(script -> script != COMMON && script != INHERITED)
                        .collect(Collectors.toSet());
        return scripts.size() <= 1
                || WRITING_SYSTEMS.stream().anyMatch(system -> system.containsAll(scripts));
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}

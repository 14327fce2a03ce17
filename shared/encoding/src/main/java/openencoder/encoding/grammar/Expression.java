package openencoder.encoding.grammar;

import openencoder.encoding.grammar.Formula.Call;
import openencoder.encoding.grammar.Formula.Negated;
import openencoder.encoding.grammar.Formula.Operation;
import openencoder.encoding.grammar.Formula.Variable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A formula in FFmpeg's expression language, cut down to what ends, keeps no state and writes
 * nothing: no {@code while}, {@code taylor}, {@code root}, {@code print}, {@code random}, {@code
 * st}, {@code ld}, {@code time}. Syntax: ffmpeg.org/ffmpeg-utils.html#Expression-Evaluation
 */
public final class Expression implements Value {
    private static final int LONGEST = 300;
    private static final int DEEPEST = 24;

    private static final Map<String, Integer> FUNCTIONS = new HashMap<>();

    static {
        for (var name : "abs ceil floor round trunc sqrt not isnan sin cos tan exp log".split(" "))
            FUNCTIONS.put(name, 1);
        for (var name : "min max mod gt gte lt lte eq pow hypot".split(" ")) FUNCTIONS.put(name, 2);
        for (var name : "between clip lerp if ifnot".split(" ")) FUNCTIONS.put(name, 3);
    }

    private static final Set<String> VARIABLES =
            Set.of(
                    ("PI E PHI iw ih ow oh in_w in_h out_w out_h w h W H a sar dar hsub vsub ohsub"
                                    + " ovsub x y t n T N TB PTS STARTPTS STARTT FRAME_RATE FR SR"
                                    + " SAMPLE_RATE NB_SAMPLES n_forced prev_forced_n"
                                    + " prev_forced_t main_w main_h pts key scene pict_type I P B"
                                    + " prev_selected_t prev_selected_n selected_n start_pts"
                                    + " start_t NAN")
                            .split(" "));

    private final String text;
    private final double largest;
    private final Formula formula;
    private final Set<String> variables = new HashSet<>();
    private int at;
    private int depth;

    private Expression(String text, double largest) {
        this.text = text;
        this.largest = largest;
        if (text.length() > LONGEST)
            throw new Unsupported("an expression has at most %d characters", LONGEST);
        this.formula = sum();
        if (at < text.length()) throw unexpected();
    }

    /**
     * @param largest no number in it may exceed this
     * @throws Unsupported naming the part that is not allowed
     */
    public static Expression parse(String text, double largest) {
        return new Expression(text, largest);
    }

    @Override
    public String text() {
        return text;
    }

    /** Whether its value follows from these variables alone. */
    public boolean dependsOnlyOn(Set<String> given) {
        return given.containsAll(variables);
    }

    /** Whether it has this variable. */
    public boolean uses(String variable) {
        return variables.contains(variable);
    }

    /** Its value; NaN if it has a variable that is not given. */
    public double at(Map<String, Double> known) {
        return dependsOnlyOn(known.keySet()) ? new Evaluation(known).of(formula) : Double.NaN;
    }

    /**
     * Between which presentation times it lies.
     *
     * @param known within what its variables lie
     * @param longestTick what a tick of the time base lasts at most, in seconds
     * @throws Unsupported if that cannot be foretold
     */
    public Quantity presentationTimes(Map<String, Quantity> known, double longestTick) {
        var bounds = new FormulaBounds(known, longestTick);
        return bounds.aligned(bounds.of(formula), 1);
    }

    /** Whether it rises or falls at one pace with the variables that change from frame to frame. */
    public boolean isAtOnePace(Set<String> changing) {
        return new Pace(changing).isSteady(formula);
    }

    private Formula sum() {
        if (++depth > DEEPEST)
            throw new Unsupported("the expression '%s' is nested too deeply", text);
        var result = product();
        while (true)
            if (accept('+')) result = new Operation('+', result, product());
            else if (accept('-')) result = new Operation('-', result, product());
            else break;
        depth--;
        return result;
    }

    private Formula product() {
        var result = power();
        while (true)
            if (accept('*')) result = new Operation('*', result, power());
            else if (accept('/')) result = new Operation('/', result, power());
            else return result;
    }

    // a sign comes after the power: to FFmpeg -3^2 is -9
    private Formula power() {
        if (accept('-')) return new Negated(unsignedPower());
        accept('+');
        return unsignedPower();
    }

    private Formula unsignedPower() {
        var base = primary();
        return accept('^') ? new Operation('^', base, signed()) : base;
    }

    private Formula signed() {
        if (accept('-')) return new Negated(primary());
        accept('+');
        return primary();
    }

    private Formula primary() {
        if (accept('(')) {
            var inner = sum();
            expect(')');
            return inner;
        }
        var start = at;
        if (at < text.length() && isNumberPart(text.charAt(at))) return number(start);
        while (at < text.length() && isNamePart(text.charAt(at))) at++;
        if (at == start) throw unexpected();
        var name = text.substring(start, at);
        return accept('(') ? call(name) : variable(name);
    }

    private Formula number(int start) {
        while (at < text.length() && isNumberPart(text.charAt(at))) at++;
        var digits = text.substring(start, at);
        if (!digits.matches("\\d{1,9}(\\.\\d{0,9})?|\\.\\d{1,9}"))
            throw new Unsupported("'%s' is no number", digits);
        var number = Double.parseDouble(digits);
        if (number > largest)
            throw new Unsupported("%s is more than the largest allowed, %.0f", digits, largest);
        return new Formula.Number(number);
    }

    private Formula variable(String name) {
        if (!VARIABLES.contains(name))
            throw new Unsupported("'%s' is not a variable that expressions may use", name);
        if (Double.isNaN(Formula.constant(name))) variables.add(name);
        return new Variable(name);
    }

    private Formula call(String name) {
        var count = FUNCTIONS.get(name);
        if (count == null) throw new Unsupported("the function %s() is not allowed", name);
        var given = new ArrayList<Formula>();
        do given.add(sum());
        while (accept(','));
        expect(')');
        var optionalElse = name.startsWith("if") && given.size() == 2;
        if (given.size() != count && !optionalElse)
            throw new Unsupported("%s() takes %d arguments, not %d", name, count, given.size());
        return new Call(name, List.copyOf(given));
    }

    private static boolean isNumberPart(char c) {
        return c >= '0' && c <= '9' || c == '.';
    }

    private static boolean isNamePart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    private boolean accept(char c) {
        while (at < text.length() && text.charAt(at) == ' ') at++;
        if (at == text.length() || text.charAt(at) != c) return false;
        at++;
        while (at < text.length() && text.charAt(at) == ' ') at++;
        return true;
    }

    private void expect(char c) {
        if (!accept(c)) throw unexpected();
    }

    private Unsupported unexpected() {
        return at < text.length()
                ? new Unsupported("'%s' does not belong in an expression", text.substring(at))
                : new Unsupported("the expression '%s' ends too early", text);
    }
}

package openencoder.encoding.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;

/**
 * A formula in FFmpeg's expression language, cut down to what ends, keeps no state and writes
 * nothing: no {@code while}, {@code taylor}, {@code root}, {@code print}, {@code random}, {@code
 * st}, {@code ld}, {@code time}. Syntax: ffmpeg.org/ffmpeg-utils.html#Expression-Evaluation
 */
public final class Expression implements Value {
    /** What a part of it comes to. */
    private interface Formula {
        double at(Map<String, Double> variables);
    }

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
    private final Formula value;
    private final Set<String> variables = new HashSet<>();
    private int at;
    private int depth;

    private Expression(String text, double largest) {
        this.text = text;
        this.largest = largest;
        if (text.length() > LONGEST)
            throw new Unsupported("an expression has at most %d characters", LONGEST);
        this.value = sum();
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

    /** Its value; NaN if it needs a variable that is not given. */
    public double at(Map<String, Double> variables) {
        return value.at(variables);
    }

    private Formula sum() {
        if (++depth > DEEPEST)
            throw new Unsupported("the expression '%s' is nested too deeply", text);
        var result = product();
        while (true)
            if (accept('+')) result = combine(result, product(), Double::sum);
            else if (accept('-')) result = combine(result, product(), (a, b) -> a - b);
            else break;
        depth--;
        return result;
    }

    private Formula product() {
        var result = power();
        while (true)
            if (accept('*')) result = combine(result, power(), (a, b) -> a * b);
            else if (accept('/')) result = combine(result, power(), (a, b) -> a / b);
            else return result;
    }

    private Formula power() {
        var base = signed();
        return accept('^') ? combine(base, signed(), Math::pow) : base;
    }

    private static Formula combine(Formula left, Formula right, DoubleBinaryOperator operator) {
        return v -> operator.applyAsDouble(left.at(v), right.at(v));
    }

    private Formula signed() {
        if (accept('-')) {
            var positive = primary();
            return v -> -positive.at(v);
        }
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
        return _ -> number;
    }

    private Formula variable(String name) {
        if (!VARIABLES.contains(name))
            throw new Unsupported("'%s' is not a variable that expressions may use", name);
        var constant =
                switch (name) {
                    case "PI" -> Math.PI;
                    case "E" -> Math.E;
                    case "PHI" -> 1.618033988749895;
                    default -> Double.NaN;
                };
        if (Double.isNaN(constant)) variables.add(name);
        return v -> v.getOrDefault(name, constant);
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
        return v -> apply(name, given, v);
    }

    private static double apply(String name, List<Formula> given, Map<String, Double> v) {
        var a = given.get(0).at(v);
        var b = given.size() > 1 ? given.get(1).at(v) : 0;
        var c = given.size() > 2 ? given.get(2).at(v) : 0;
        return switch (name) {
            case "abs" -> Math.abs(a);
            case "ceil" -> Math.ceil(a);
            case "floor" -> Math.floor(a);
            case "round" -> Math.rint(a);
            case "trunc" -> a < 0 ? Math.ceil(a) : Math.floor(a);
            case "sqrt" -> Math.sqrt(a);
            case "sin" -> Math.sin(a);
            case "cos" -> Math.cos(a);
            case "tan" -> Math.tan(a);
            case "exp" -> Math.exp(a);
            case "log" -> Math.log(a);
            case "not" -> truth(a == 0);
            case "isnan" -> truth(Double.isNaN(a));
            case "min" -> Math.min(a, b);
            case "max" -> Math.max(a, b);
            case "mod" -> a - Math.floor(a / b) * b;
            case "gt" -> truth(a > b);
            case "gte" -> truth(a >= b);
            case "lt" -> truth(a < b);
            case "lte" -> truth(a <= b);
            case "eq" -> truth(a == b);
            case "pow" -> Math.pow(a, b);
            case "hypot" -> Math.hypot(a, b);
            case "between" -> truth(a >= b && a <= c);
            case "clip" -> Math.max(b, Math.min(a, c));
            case "lerp" -> a + (b - a) * c;
            case "if" -> a != 0 ? b : c;
            case "ifnot" -> a == 0 ? b : c;
            default -> throw new IllegalStateException("no such function: " + name);
        };
    }

    private static double truth(boolean holds) {
        return holds ? 1 : 0;
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

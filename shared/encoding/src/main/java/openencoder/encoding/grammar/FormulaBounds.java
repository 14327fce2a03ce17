package openencoder.encoding.grammar;

import openencoder.encoding.grammar.Formula.Call;
import openencoder.encoding.grammar.Formula.Negated;
import openencoder.encoding.grammar.Formula.Number;
import openencoder.encoding.grammar.Formula.Operation;
import openencoder.encoding.grammar.Formula.Variable;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Between which numbers a formula lies, whatever its variables are within their own bounds; a
 * comparison may come out either way.
 *
 * @param longestTick what a tick lasts at most, in seconds
 */
record FormulaBounds(Map<String, Quantity> variables, double longestTick) {
    private static final int LARGEST_EXPONENT = 8;
    private static final Formula SINCE_THE_START =
            new Operation('-', new Variable("PTS"), new Variable("STARTPTS"));

    /**
     * @throws Unsupported if it has none
     */
    Quantity of(Formula formula) {
        return switch (formula) {
            case Number(var number) -> Quantity.exactly(number);
            case Variable(var name) -> variable(name);
            case Negated(var positive) -> of(positive).negated();
            case Operation difference when difference.equals(SINCE_THE_START) -> sinceTheStart();
            case Operation(var operator, var left, var right) ->
                    operation(operator, of(left), of(right));
            case Call call -> call(call);
        };
    }

    /** The same counted in ticks at least this often. */
    Quantity aligned(Quantity quantity, int ticks) {
        if (quantity.isZero()) return quantity.inTicks(ticks);
        if (quantity.ticks() > ticks) throw unbounded();
        var aligned = quantity;
        while (aligned.ticks() < ticks) {
            var few = aligned.times(longestTick);
            aligned = few.or(Quantity.exactly(0)).inTicks(aligned.ticks() + 1);
        }
        return aligned;
    }

    private Quantity sinceTheStart() {
        var times = variable("PTS");
        return new Quantity(0, times.length(), times.ticks());
    }

    private static Unsupported unbounded() {
        return new Unsupported("how large it becomes cannot be foretold");
    }

    private Quantity variable(String name) {
        var constant = Formula.constant(name);
        if (!Double.isNaN(constant)) return Quantity.exactly(constant);
        var known = variables.get(name);
        if (known == null) throw unbounded();
        return known;
    }

    private Quantity operation(char operator, Quantity left, Quantity right) {
        return switch (operator) {
            case '+' -> sum(left, right);
            case '-' -> sum(left, right.negated());
            case '*' -> left.times(right);
            case '/' -> left.times(right.inverse());
            default -> power(left, right);
        };
    }

    private Quantity sum(Quantity left, Quantity right) {
        var ticks = ticksOf(left, right);
        return aligned(left, ticks).plus(aligned(right, ticks));
    }

    private static int ticksOf(Quantity left, Quantity right) {
        if (left.isZero()) return right.ticks();
        return right.isZero() ? left.ticks() : Math.max(left.ticks(), right.ticks());
    }

    private static Quantity power(Quantity base, Quantity exponent) {
        var count = (int) exponent.low();
        if (exponent.length() != 0 || count != exponent.low() || count < 0) throw unbounded();
        if (count > LARGEST_EXPONENT) throw unbounded();
        var power = Quantity.exactly(1);
        for (var i = 0; i < count; i++) power = power.times(base);
        return power;
    }

    private Quantity call(Call call) {
        var a = of(call.argument(0));
        var b = of(call.argument(1));
        var c = of(call.argument(2));
        return switch (call.function()) {
            case "abs" -> larger(a, a.negated());
            case "ceil", "floor", "round", "trunc" -> rounded(a);
            case "sqrt" -> plain(a, number -> Math.sqrt(Math.max(number, 0)));
            case "exp" -> plain(a, Math::exp);
            case "sin", "cos" -> Quantity.between(-1, 1);
            case "not", "isnan", "gt", "gte", "lt", "lte", "eq", "between" -> Quantity.TRUTH;
            case "min" -> smaller(a, b);
            case "max" -> larger(a, b);
            case "mod" -> within(b);
            case "pow" -> power(a, b);
            case "clip" -> smaller(larger(a, b), c);
            case "lerp" -> sum(a, sum(b, a.negated()).times(c));
            case "if", "ifnot" -> either(b, c);
            default -> throw unbounded();
        };
    }

    // a part of a tick is far less than a second
    private static Quantity rounded(Quantity quantity) {
        return new Quantity(quantity.low() - 1, quantity.high() + 1, quantity.ticks());
    }

    private Quantity plain(Quantity quantity, DoubleUnaryOperator rising) {
        var plain = aligned(quantity, 0);
        return Quantity.between(
                rising.applyAsDouble(plain.low()), rising.applyAsDouble(plain.high()));
    }

    private Quantity smaller(Quantity left, Quantity right) {
        var ticks = ticksOf(left, right);
        var a = aligned(left, ticks);
        var b = aligned(right, ticks);
        return new Quantity(Math.min(a.low(), b.low()), Math.min(a.high(), b.high()), ticks);
    }

    private Quantity larger(Quantity left, Quantity right) {
        return smaller(left.negated(), right.negated()).negated();
    }

    private static Quantity within(Quantity divisor) {
        var most = Math.max(Math.abs(divisor.low()), Math.abs(divisor.high()));
        return new Quantity(-most, most, divisor.ticks());
    }

    private Quantity either(Quantity left, Quantity right) {
        var ticks = ticksOf(left, right);
        return aligned(left, ticks).or(aligned(right, ticks));
    }
}

package openencoder.encoding.grammar;

import openencoder.encoding.grammar.Formula.Call;
import openencoder.encoding.grammar.Formula.Negated;
import openencoder.encoding.grammar.Formula.Number;
import openencoder.encoding.grammar.Formula.Operation;
import openencoder.encoding.grammar.Formula.Variable;

import java.util.Map;

/** What a formula comes to, by the rules of FFmpeg's libavutil/eval.c. */
record Evaluation(Map<String, Double> variables) {
    double of(Formula formula) {
        return switch (formula) {
            case Number(var number) -> number;
            case Variable(var name) -> variables.getOrDefault(name, Formula.constant(name));
            case Negated(var positive) -> -of(positive);
            case Operation(var operator, var left, var right) ->
                    operation(operator, of(left), of(right));
            case Call call -> call(call);
        };
    }

    private static double operation(char operator, double a, double b) {
        return switch (operator) {
            case '+' -> a + b;
            case '-' -> a - b;
            case '*' -> a * b;
            case '/' -> b == 0 ? a * Double.POSITIVE_INFINITY : a / b;
            default -> Math.pow(a, b);
        };
    }

    private double call(Call call) {
        var a = of(call.argument(0));
        var b = of(call.argument(1));
        var c = of(call.argument(2));
        return switch (call.function()) {
            case "abs" -> Math.abs(a);
            case "ceil" -> Math.ceil(a);
            case "floor" -> Math.floor(a);
            case "round" -> Math.copySign(Math.floor(Math.abs(a) + 0.5), a);
            case "trunc" -> a < 0 ? Math.ceil(a) : Math.floor(a);
            case "sqrt" -> Math.sqrt(a);
            case "sin" -> Math.sin(a);
            case "cos" -> Math.cos(a);
            case "tan" -> Math.tan(a);
            case "exp" -> Math.exp(a);
            case "log" -> Math.log(a);
            case "not" -> truth(a == 0);
            case "isnan" -> truth(Double.isNaN(a));
            case "min" -> a < b ? a : b;
            case "max" -> a > b ? a : b;
            case "mod" -> a - Math.floor(operation('/', a, b)) * b;
            case "gt" -> truth(a > b);
            case "gte" -> truth(a >= b);
            case "lt" -> truth(a < b);
            case "lte" -> truth(a <= b);
            case "eq" -> truth(a == b);
            case "pow" -> Math.pow(a, b);
            case "hypot" -> Math.hypot(a, b);
            case "between" -> truth(a >= b && a <= c);
            case "clip" -> b > c ? Double.NaN : Math.max(b, Math.min(a, c));
            case "lerp" -> a + (b - a) * c;
            case "if" -> a != 0 ? b : c;
            case "ifnot" -> a == 0 ? b : c;
            default -> throw new IllegalStateException("no such function: " + call.function());
        };
    }

    private static double truth(boolean holds) {
        return holds ? 1 : 0;
    }
}

package openencoder.encoding.grammar;

import openencoder.encoding.grammar.Formula.Call;
import openencoder.encoding.grammar.Formula.Negated;
import openencoder.encoding.grammar.Formula.Number;
import openencoder.encoding.grammar.Formula.Operation;
import openencoder.encoding.grammar.Formula.Variable;

import java.util.Set;

/**
 * Whether a formula is a sum of multiples of what changes.
 *
 * @param changing the variables that differ from frame to frame
 */
record Pace(Set<String> changing) {
    boolean isSteady(Formula formula) {
        return switch (formula) {
            case Number _, Variable _ -> true;
            case Negated(var positive) -> isSteady(positive);
            case Operation(var operator, var left, var right) -> isSteady(operator, left, right);
            case Call call -> isFixed(call);
        };
    }

    private boolean isSteady(char operator, Formula left, Formula right) {
        return switch (operator) {
            case '+', '-' -> isSteady(left) && isSteady(right);
            case '*' -> isFixed(left) && isSteady(right) || isSteady(left) && isFixed(right);
            case '/' -> isSteady(left) && isFixed(right);
            default -> isFixed(left) && isFixed(right);
        };
    }

    private boolean isFixed(Formula formula) {
        return switch (formula) {
            case Number _ -> true;
            case Variable(var name) -> !changing.contains(name);
            case Negated(var positive) -> isFixed(positive);
            case Operation(_, var left, var right) -> isFixed(left) && isFixed(right);
            case Call call -> call.given().stream().allMatch(this::isFixed);
        };
    }
}

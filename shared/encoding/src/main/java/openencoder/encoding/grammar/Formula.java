package openencoder.encoding.grammar;

import java.util.List;

/** What an expression is made of. */
sealed interface Formula {
    record Number(double number) implements Formula {}

    record Variable(String name) implements Formula {}

    record Negated(Formula formula) implements Formula {}

    /**
     * @param operator one of + - * / ^
     */
    record Operation(char operator, Formula left, Formula right) implements Formula {}

    record Call(String function, List<Formula> given) implements Formula {
        Formula argument(int index) {
            return index < given.size() ? given.get(index) : new Number(0);
        }
    }

    static double constant(String name) {
        return switch (name) {
            case "PI" -> Math.PI;
            case "E" -> Math.E;
            case "PHI" -> 1.618033988749895;
            default -> Double.NaN;
        };
    }
}

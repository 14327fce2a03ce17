package openencoder.encoding.grammar;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as FFmpeg reads them, whatever the machine's locale. */
public final class Numbers {
    private Numbers() {}

    /** At most five decimals, no trailing zeros, no exponent. */
    public static String plain(double number) {
        var rounded = BigDecimal.valueOf(number).setScale(5, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}

package openencoder.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of the source that is taken.
 *
 * @param from as FFmpeg writes a time; empty for the beginning
 * @param to on the source's own clock; empty for the end
 */
record Clip(Optional<String> from, Optional<String> to) {
    static final Clip ALL = new Clip(Optional.empty(), Optional.empty());

    /** Before the input, where FFmpeg seeks instead of decoding all that is not wanted. */
    List<String> arguments() {
        var arguments = new ArrayList<String>();
        from.ifPresent(time -> arguments.addAll(List.of("-ss", time)));
        to.ifPresent(time -> arguments.addAll(List.of("-to", time)));
        return arguments;
    }
}

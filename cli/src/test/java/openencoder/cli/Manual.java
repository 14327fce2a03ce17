package openencoder.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page for users, and the shell script that does what it says, block after block.
 *
 * <p>A block in {@code sh} is run. If a comment {@code <!-- not run: REASON -->} stands before it,
 * it is left out. A block in another language whose first line is a comment with a file's name
 * becomes that file. {@code ./openencoder up} goes on until the next one, or the end.
 */
record Manual(Path page, List<Block> blocks) {
    /**
     * @param line where it begins, from 1
     * @param notRun the reason, or empty
     */
    record Block(int line, String language, String text, String notRun) {
        private static final Pattern FILE = Pattern.compile("\\A(?:#|//) (\\w+\\.\\w+)\n");

        boolean isRun() {
            return language.equals("sh") && notRun.isEmpty();
        }

        private boolean startsStack() {
            return isRun() && text.startsWith("./openencoder up");
        }

        private String script(Path page) {
            var label = "%s:%d".formatted(page.getFileName(), line);
            var file = FILE.matcher(text).results().map(found -> found.group(1)).findFirst();
            if (file.isPresent())
                return "cat > %s << 'END-OF-FILE'%n%sEND-OF-FILE%n".formatted(file.get(), text);
            if (!isRun()) return "";
            var command = startsStack() ? "up " + text : text;
            return "echo '== %s'%n%s".formatted(label, command);
        }
    }

    private static final Pattern BLOCK =
            Pattern.compile(
                    "^(?:<!-- not run: (.+) -->\n)?```(\\w*)\n(.*?)^```$",
                    Pattern.MULTILINE | Pattern.DOTALL);

    /** Functions that the blocks are run with. A refused request ends the script. */
    private static final String PRELUDE =
            """
            set -euo pipefail
            stack=
            down() {
              if [ -n "$stack" ]; then kill "$stack"; wait "$stack" || true; fi
              stack=
            }
            trap down EXIT
            up() {
              down
              "$@" > up.log 2>&1 &
              stack=$!
              until grep -q 'Open Encoder is ready at' up.log; do
                kill -0 "$stack" || { cat up.log; exit 1; }
                sleep 0.1
              done
            }
            curl() { command curl --fail-with-body --no-progress-meter "$@"; }
            """;

    /** For a page that starts no stack: one that runs, and its admin's token. */
    private static final String STACK =
            """
            up ./openencoder up --port 0
            export OPENENCODER_API=$(sed -n 's/^Open Encoder is ready at //p' up.log)
            user='{"username": "admin@example.com", "password": "correct horse battery"}'
            curl "$OPENENCODER_API/api/register" -H 'Content-Type: application/json' -d "$user"
            export OPENENCODER_TOKEN=$(curl "$OPENENCODER_API/api/login" \\
              -H 'Content-Type: application/json' -d "$user" | jq -r .token)
            """;

    static Manual read(Path page) throws IOException {
        var text = Files.readString(page);
        var blocks = new ArrayList<Block>();
        BLOCK.matcher(text).results().map(found -> block(text, found)).forEach(blocks::add);
        return new Manual(page, blocks);
    }

    private static Block block(String text, MatchResult found) {
        var line = (int) text.substring(0, found.start(2)).lines().count();
        var notRun = found.group(1) == null ? "" : found.group(1);
        return new Block(line, found.group(2), found.group(3), notRun);
    }

    /**
     * @param begins what a command between backticks begins with, with one group
     * @return what the group matched, of each
     */
    List<String> commands(String begins) throws IOException {
        return Pattern.compile("`" + begins)
                .matcher(Files.readString(page))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    boolean isRun() {
        return blocks.stream().anyMatch(Block::isRun);
    }

    String script() {
        var script = new StringBuilder(PRELUDE);
        if (blocks.stream().noneMatch(Block::startsStack)) script.append(STACK);
        for (var block : blocks) script.append(block.script(page));
        return script.toString();
    }
}

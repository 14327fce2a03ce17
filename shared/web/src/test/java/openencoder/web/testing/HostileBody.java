package openencoder.web.testing;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bodies from nearly right to anything but JSON. */
final class HostileBody {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int DEEPEST = 4;
    private static final List<String> FIELDS =
            List.of(
                    "username",
                    "password",
                    "current_password",
                    "new_password",
                    "verify_password",
                    "role",
                    "active",
                    "name",
                    "description",
                    "data",
                    "output",
                    "preset",
                    "source",
                    "dest",
                    "filename",
                    "id",
                    "status",
                    "created_date",
                    "isAdmin",
                    "__proto__",
                    "constructor",
                    "ROLE",
                    "token_version",
                    "");
    private static final List<String> NUMBERS =
            List.of(
                    "0",
                    "-1",
                    "1.5",
                    "1e400",
                    "-1e-400",
                    "1E+999999999",
                    "9".repeat(49),
                    "9".repeat(2_000),
                    "0.1e1",
                    "01",
                    "+1",
                    "0x10",
                    "NaN",
                    "Infinity",
                    "-");
    private static final List<String> BROKEN =
            List.of(
                    "",
                    " ",
                    "null",
                    "true",
                    "\"text\"",
                    "5",
                    "[]",
                    "{",
                    "}",
                    "{\"a\":1}{\"a\":1}",
                    "{\"username\":\"a\",\"username\":\"b\",\"password\":\"c\"}",
                    "{'username':'a'}",
                    "{username:1}",
                    "{\"a\":1,}",
                    "// {}",
                    "\ufeff{}",
                    "\0{}\0",
                    "{\"username\":\"\\ud800\",\"password\":\"\\udfff\"}",
                    "{\"username\":\"\\u0000\",\"password\":\"\\q\"}",
                    "{\"a\":\"raw\ncontrol\u0001\"}",
                    "[".repeat(100_000),
                    "{\"a\":".repeat(50_000),
                    "[".repeat(19) + "]".repeat(19),
                    "{\"name\":\"" + "x".repeat(300_000) + "\"}",
                    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
                    "username=a&password=b");

    private HostileBody() {}

    static byte[] bytes(Random random) {
        var text = text(random).getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(20)) {
            case 0 -> new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0};
            case 1 -> new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'};
            case 2 -> noise(random);
            case 3 -> text(random).getBytes(StandardCharsets.UTF_16);
            case 4 -> cut(text, random);
            default -> text;
        };
    }

    static String text(Random random) {
        return random.nextInt(4) == 0 ? HostileText.any(BROKEN, random) : object(random, 0);
    }

    private static String object(Random random, int depth) {
        var json = new StringBuilder("{");
        var fields = random.nextInt(6);
        for (var i = 0; i < fields; i++) {
            if (i > 0) json.append(',');
            json.append(quoted(HostileText.any(FIELDS, random))).append(':');
            json.append(value(random, depth + 1));
        }
        return json.append('}').toString();
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth < DEEPEST ? 12 : 9)) {
            case 0 -> HostileText.any(NUMBERS, random);
            case 1 -> "null";
            case 2 -> random.nextBoolean() ? "true" : "false";
            case 3 -> "\"\\ud800\"";
            case 9 -> "[" + value(random, depth + 1) + "," + value(random, depth + 1) + "]";
            case 10 -> object(random, depth);
            case 11 -> "[]";
            default -> quoted(HostileText.value(random));
        };
    }

    private static String quoted(String text) {
        return JSON.writeValueAsString(text.replaceAll("\\p{Cs}", "?"));
    }

    private static byte[] noise(Random random) {
        var bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] cut(byte[] whole, Random random) {
        var length = whole.length == 0 ? 0 : random.nextInt(whole.length);
        return Arrays.copyOf(whole, length);
    }
}

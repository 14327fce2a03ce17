package openencoder.web.testing;

import java.util.List;
import java.util.Random;

/** Strings that have broken programs, among some that are fine. */
final class HostileText {
    private static final List<String> IDS =
            List.of(
                    "1",
                    "2",
                    "3",
                    "4",
                    "5",
                    "0",
                    "-1",
                    "01",
                    "1.0",
                    "1e3",
                    "999999999999999999",
                    "9223372036854775807",
                    "99999999999999999999",
                    "%00",
                    "%2e%2e",
                    "..%2f..%2f1",
                    "%ff%fe",
                    "%c3%28",
                    "%zz",
                    "%",
                    "١",
                    "null",
                    "{id}",
                    "1;a=b",
                    "1'--",
                    "1%0a2",
                    "\u202e1",
                    "",
                    " ",
                    "*",
                    "1%252f2",
                    "x".repeat(3_000));
    private static final List<String> QUERIES =
            List.of(
                    "",
                    "page=1&count=10",
                    "page=2147483648",
                    "page=-1&count=0",
                    "page=999999999&count=100",
                    "page=1e9",
                    "count=101",
                    "count=",
                    "page=%00",
                    "page=١",
                    "status=queued",
                    "status=QUEUED",
                    "status=%ff",
                    "preset=h264_baseline_360p_600",
                    "preset=" + "x".repeat(3_000),
                    "preset=%ed%a0%80",
                    "status=error&preset=web&page=3",
                    "dry_run",
                    "dry_run=true",
                    "dry_run=maybe",
                    "%zz=%zz",
                    "=&&=&a=b=c",
                    "page=1&page=2",
                    "__proto__[x]=1",
                    "a".repeat(5_000),
                    "?",
                    "#",
                    "page=1;count=2",
                    "+%2b=+");
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "\0",
                    "a\0b",
                    "\n",
                    "\r\nSet-Cookie: a=b",
                    "\ud800",
                    "\udc00\ud800",
                    "\uffff",
                    "\ufeff",
                    "\u202egnp.exe",
                    "e\u0301",
                    "İ",
                    "ß",
                    "🔑".repeat(70),
                    "../../etc/passwd",
                    "..\\..\\windows",
                    "${jndi:ldap://127.0.0.1/a}",
                    "{{7*7}}",
                    "%s%n%d",
                    "' OR 1=1--",
                    "<script>alert(1)</script>",
                    "[object Object]",
                    "NaN",
                    "null",
                    "true",
                    "-0",
                    "1e400",
                    "{}",
                    "[]",
                    "{\"raw\":[]}",
                    "{\"raw\":[\"-c:v libx264\",5,null]}",
                    "{\"video\":{\"crf\":1e99}}",
                    "{\"a\":".repeat(100) + "1" + "}".repeat(100),
                    "s3://",
                    "s3:///",
                    "s3:///a b",
                    "s3://../x",
                    "s3:///\0",
                    "s3:///%2e%2e/x",
                    "s3:///" + "k".repeat(2_000),
                    "s3://UPPER_case/x",
                    "http://169.254.169.254/latest",
                    "file:///etc/passwd",
                    "x".repeat(255),
                    "x".repeat(3_000),
                    "ä".repeat(20_000));
    private static final List<String> PLAUSIBLE =
            List.of(
                    "foo@bar.com",
                    "admin@example.com",
                    "guest@example.com",
                    "correct horse",
                    "a long enough password",
                    "guest",
                    "operator",
                    "admin",
                    "h264_baseline_360p_600",
                    "webm_vp9_720p_3000",
                    "s3:///src/film.mp4",
                    "s3://films/film.mp4",
                    "s3:///dst/",
                    "s3:///dst/film.mp4",
                    "film.mp4",
                    "My preset",
                    "{\"raw\":[\"-c:v libx264\",\"-crf 23\"]}",
                    "{\"format\":{\"container\":\"mp4\"},\"video\":{\"codec\":\"libx264\"}}");

    private HostileText() {}

    static String id(Random random) {
        return any(IDS, random);
    }

    static String query(Random random) {
        return random.nextInt(4) == 0
                ? any(QUERIES, random) + "&" + any(QUERIES, random)
                : any(QUERIES, random);
    }

    static String value(Random random) {
        return any(random.nextBoolean() ? PLAUSIBLE : TEXTS, random);
    }

    static String hostile(Random random) {
        return any(TEXTS, random);
    }

    static <T> T any(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}

package openencoder.worker.ffmpeg.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lists and texts that would have FFmpeg open something else. */
final class HostileTexts {
    private final Canaries canaries;
    private final List<HostileMedia.Sample> samples = new ArrayList<>();

    HostileTexts(Canaries canaries) {
        this.canaries = canaries;
    }

    List<HostileMedia.Sample> samples() {
        hls();
        dash();
        otherLists();
        pictures();
        texts();
        return samples;
    }

    private void add(String name, String text) {
        samples.add(new HostileMedia.Sample(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    private void hls() {
        var film = "file://" + canaries.film();
        add("hls-of-a-file.m3u8", hls(film));
        add("hls-of-a-file.mp4", hls(film));
        add("hls-of-a-plain-path.mkv", hls(canaries.film().toString()));
        add("hls-of-a-path-that-climbs.ts", hls("../../../../.." + canaries.film()));
        add("hls-of-http.m3u8", hls(canaries.http() + "/one.ts"));
        add("hls-of-http.mp4", hls(canaries.http() + "/one.ts"));
        add("hls-of-tcp.m3u8", hls("tcp://127.0.0.1:" + canaries.port()));
        add("hls-of-concat.m3u8", hls("concat:" + canaries.film() + "|" + canaries.film()));
        add("hls-of-subfile.m3u8", hls("subfile,,start,0,end,9999,,:" + canaries.film()));
        add("hls-of-data.m3u8", hls("data:video/mp2t;base64,R0AREABC8CUAAcEAAP8B"));
        add("hls-of-itself.m3u8", hls("src"));
        add("hls-with-a-byte-order-mark.ts", "\uFEFF" + hls(film));
        add(
                "hls-master.m3u8",
                "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9\n" + canaries.http() + "/list.m3u8\n");
        add("hls-master-of-itself.m3u8", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9\nsrc\n");
        add(
                "hls-key-from-a-file.m3u8",
                keyed("file://" + canaries.key(), "file://" + canaries.film()));
        add("hls-key-from-http.m3u8", keyed(canaries.http() + "/key", film));
        add("hls-start-from-a-file.m3u8", hls(film).replace("#EXTINF", map(film) + "#EXTINF"));
        add("hls-behind-a-packet.ts", "G" + "\u0001".repeat(187) + hls(film));
        add("hls-without-end.m3u8", hls(film).repeat(2000));
    }

    private static String hls(String segment) {
        return "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXT-X-MEDIA-SEQUENCE:0\n"
                + "#EXTINF:10,\n"
                + segment
                + "\n#EXT-X-ENDLIST\n";
    }

    private static String map(String uri) {
        return "#EXT-X-MAP:URI=\"%s\"\n".formatted(uri);
    }

    private static String keyed(String key, String segment) {
        var line = "#EXT-X-KEY:METHOD=AES-128,URI=\"%s\",IV=0x%032d\n".formatted(key, 1);
        return hls(segment).replace("#EXTINF", line + "#EXTINF");
    }

    private void dash() {
        add("dash-of-a-file.mpd", dash("", "file://" + canaries.film()));
        add("dash-of-a-file.mp4", dash("", "file://" + canaries.film()));
        add("dash-of-http.mpd", dash("", canaries.http() + "/film.mp4"));
        add("dash-xxe-file.mpd", dash(entity("file://" + canaries.text()), "&x;"));
        add("dash-xxe-http.mpd", dash(entity(canaries.http() + "/x"), "&x;"));
        add(
                "dash-laughs.mpd",
                dash(
                        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\"><!ENTITY b"
                            + " \"&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\"><!ENTITY x"
                            + " \"&c;&c;&c;&c;\">]>",
                        "&x;"));
    }

    private static String entity(String uri) {
        return "<!DOCTYPE x [<!ENTITY x SYSTEM \"%s\">]>".formatted(uri);
    }

    private static String dash(String head, String base) {
        return """
        <?xml version="1.0"?>%s
        <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" minBufferTime="PT1S"
          mediaPresentationDuration="PT4S" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011">
        <Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="9">
        <BaseURL>%s</BaseURL><SegmentBase indexRange="0-100"/></Representation></AdaptationSet>
        </Period></MPD>
        """
                .formatted(head, base);
    }

    private void otherLists() {
        var film = canaries.film();
        add("concat-of-a-file.mp4", "ffconcat version 1.0\nfile '%s'\n".formatted(film));
        add("concat-of-a-neighbour.mp4", "ffconcat version 1.0\nfile secret.ts\nfile pid\n");
        add("concat-of-itself.mp4", "ffconcat version 1.0\nfile src\n".repeat(9));
        add("concat-of-http.mp4", "ffconcat version 1.0\nfile '%s/f'\n".formatted(canaries.http()));
        add(
                "concat-with-options.mp4",
                "ffconcat version 1.0\nfile '%s'\noption safe 0\noption protocol_whitelist all\n"
                        .formatted(film));
        add(
                "session.sdp",
                "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video %d RTP/AVP"
                                .formatted(canaries.udpPort())
                        + " 33\na=rtpmap:33 MP2T/90000\n");
        add("list.pls", "[playlist]\nFile1=%s\nNumberOfEntries=1\n".formatted(film));
        add("list.asx", "<asx><entry><ref href=\"%s\"/></entry></asx>".formatted(canaries.http()));
        add("list.ram", "rtsp://127.0.0.1:%d/film\n".formatted(canaries.port()));
        add("link.url", "[InternetShortcut]\nURL=%s\n".formatted(canaries.http()));
        add("sheet.cue", "FILE \"%s\" BINARY\n  TRACK 01 AUDIO\n".formatted(film));
        add("script.avs", "AviSource(\"%s\")\n".formatted(film));
        add("graph.lavfi", "movie=%s".formatted(film));
    }

    private void pictures() {
        add(
                "href.svg",
                ("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/"
                                + "xlink\"><image xlink:href=\"file://%s\"/></svg>")
                        .formatted(canaries.text()));
        add(
                "xxe.svg",
                "<?xml version=\"1.0\"?>%s<svg><text>&x;</text></svg>"
                        .formatted(entity(canaries.http() + "/x")));
        add("%03d.png", "\u0089PNG no picture");
    }

    private void texts() {
        add("a text.mp4", "It was a dark and stormy night.\n".repeat(500));
        add("ansi.mkv", "\u001b[2J\u001b[31mred\u001b[1;1Hhome\n".repeat(300));
        add(
                "words.srt",
                "1\n00:00:00,000 --> 00:00:09,000\n<font face=\"%s\">hi</font>\n"
                        .formatted(canaries.text()));
        add(
                "words.ass",
                "[Script Info]\nScriptType: v4.00+\n[Fonts]\nfontname: %s\n[Events]\nFormat: Start,"
                                .formatted(canaries.text())
                        + " End, Text\nDialogue: 0:00:00.00,0:00:09.00,{\\fn/etc/passwd}hi\n");
        add("words.vtt", "WEBVTT\n\n00:00.000 --> 00:09.000\n<c>hi</c>\n");
        add("chapters.mov", ";FFMETADATA1\ntitle=x\n[CHAPTER]\nSTART=0\nEND=9\ntitle=y\n");
        add("script.sh", "#!/bin/sh\ncat %s\n".formatted(canaries.text()));
    }
}

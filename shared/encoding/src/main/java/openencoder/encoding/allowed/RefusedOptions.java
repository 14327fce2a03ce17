package openencoder.encoding.allowed;

import openencoder.encoding.grammar.Unsupported;

/** Why an option that FFmpeg knows is not for presets, for those that people try most. */
final class RefusedOptions {
    private static final Reasons REASONS =
            new Reasons()
                    .why(
                            "would be a second input; a preset has one source, which the job names",
                            "i")
                    .why(
                            "names a file of its own",
                            "attach dump_attachment filter_script filter_complex_script fpre vpre"
                                + " apre spre pre passlogfile vstats vstats_file report progress"
                                + " sdp_file stats_enc_pre stats_enc_post stats_mux_pre"
                                + " stats_enc_pre_fmt hls_key_info_file hls_segment_filename"
                                + " hls_fmp4_init_filename hls_base_url segment_list"
                                + " print_graphs_file cqmfile stats qpfile dict_file"
                                + " film-grain-table hls_subtitle_path master_pl_name"
                                + " var_stream_map strftime strftime_mkdir use_localtime"
                                + " use_localtime_mkdir")
                    .why(
                            "opens a device or an address",
                            "init_hw_device filter_hw_device hwaccel hwaccel_device"
                                    + " hwaccel_output_format vaapi_device qsv_device method"
                                    + " http_user_agent headers user_agent protocol_whitelist"
                                    + " protocol_blacklist listen rtsp_transport timeout"
                                    + " content_type cookies tls_verify ca_file cert_file key_file")
                    .why(
                            "encrypts with a key, and a preset cannot bring one",
                            "hls_enc hls_enc_key hls_enc_key_url hls_enc_iv")
                    .why(
                            "needs several streams at once, which presets do not have; use -vf or"
                                    + " -af",
                            "filter_complex lavfi")
                    .why(
                            "is about the source, which is the worker's",
                            "format_whitelist codec_whitelist max_pixels max_streams re readrate"
                                    + " stream_loop itsoffset itsscale sseof ss_input discard safe"
                                    + " isync accurate_seek seek_timestamp thread_queue_size"
                                    + " find_stream_info bsf")
                    .why(
                            "is set by the worker",
                            "nostdin stdin stats nostats stats_period v loglevel debug_ts benchmark"
                                + " benchmark_all cpuflags cpucount filter_threads"
                                + " filter_complex_threads max_alloc abort_on xerror n hex dump"
                                + " copy_unknown ignore_unknown recast_media sdp_file print_graphs"
                                + " print_graphs_format timelimit streamid program stream_group"
                                + " hls_start_number_source start_number hls_allow_cache")
                    .why("is out of use; write -fps_mode", "vsync")
                    .why(
                            "asks for help, not for an encode",
                            "h help ? version buildconf formats muxers demuxers devices codecs"
                                    + " decoders encoders bsfs protocols filters pix_fmts layouts"
                                    + " sample_fmts colors L sources sinks license");

    private RefusedOptions() {}

    static Unsupported because(String option) {
        if (option.startsWith("/"))
            return new Unsupported("would load the option's value from a file");
        return new Unsupported(REASONS.of(option, "is not an option that presets may use"));
    }
}

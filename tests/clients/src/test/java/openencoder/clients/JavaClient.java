package openencoder.clients;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.client.ApiClient;
import openencoder.client.ApiException;
import openencoder.client.api.AuthenticationApi;
import openencoder.client.api.JobsApi;
import openencoder.client.api.PresetsApi;
import openencoder.client.model.Job;
import openencoder.client.model.JobStatus;
import openencoder.client.model.Login;
import openencoder.client.model.NewJob;
import openencoder.client.model.NewPreset;
import openencoder.client.model.NewUpload;
import openencoder.client.model.Output;
import openencoder.client.model.Preset;
import openencoder.client.model.PresetChange;
import openencoder.client.model.Registration;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Encodes a film with the client that OpenAPI Generator makes of {@code docs/api.yaml}. */
final class JavaClient {
    private static final String PASSWORD = "correct horse battery";
    private static final long LONGEST_WAIT = 60_000;

    private final ApiClient client = new ApiClient();
    private final JobsApi jobs;
    private final PresetsApi presets;

    JavaClient(URI api) throws ApiException {
        client.updateBaseUri(api.toString());
        var authentication = new AuthenticationApi(client);
        var name = "java@example.com";
        authentication.register(new Registration().username(name).password(PASSWORD));
        var session = authentication.login(new Login().username(name).password(PASSWORD));
        client.setRequestInterceptor(
                request -> request.header("Authorization", "Bearer " + session.getToken()));
        jobs = new JobsApi(client);
        presets = new PresetsApi(client);
    }

    void encode(Path film) throws Exception {
        var preset = preset();
        var order = new NewJob().preset(preset.getName()).source(upload(film)).dest("s3:///java/");
        var plan = jobs.createJob(order, true, null).getDryRun();
        assertThat(plan.getCommand()).contains("scale=-2:96");
        var created = jobs.createJob(order, false, "an-order-from-Java").getCreatedJob();
        var job = completed(created.getJob());
        var outputs = jobs.listOutputs(job.getId(), null, null);
        assertThat(outputs.getCount()).isEqualTo(1);
        var output = outputs.getItems().getFirst();
        assertThat(get(output.getUrl())).hasSize(output.getSize().intValue());
        readLarge(job.getOutputs().getFirst());
    }

    private Preset preset() throws ApiException {
        var data = Map.of("raw", List.of("-vf scale=-2:120", "-c:v libx264"));
        var preset = presets.createPreset(new NewPreset().name("java 120p").data(data));
        assertThat(preset.getData()).isEqualTo("{\"raw\":[\"-vf scale=-2:120\",\"-c:v libx264\"]}");
        var text = "{\"raw\":[\"-vf scale=-2:96\",\"-c:v libx264\"]}";
        var changed = presets.updatePreset(preset.getId(), new PresetChange().data(text));
        assertThat(changed.getData()).isEqualTo(text);
        return changed;
    }

    private String upload(Path film) throws Exception {
        var upload = jobs.createUpload(new NewUpload().filename("film.gif"));
        var method = upload.getMethod().getValue();
        var request =
                HttpRequest.newBuilder(upload.getUrl())
                        .method(method, BodyPublishers.ofFile(film))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        }
        return upload.getSource();
    }

    private Job completed(Job created) throws Exception {
        var job = created;
        var end = System.currentTimeMillis() + LONGEST_WAIT;
        while (job.getStatus() != JobStatus.COMPLETED) {
            assertThat(job.getStatus()).as(job.toString()).isNotEqualTo(JobStatus.ERROR);
            assertThat(System.currentTimeMillis()).as(job.toString()).isLessThan(end);
            Thread.sleep(200);
            job = jobs.getJob(created.getId());
        }
        return job;
    }

    private static byte[] get(URI link) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(link).build();
            return http.send(request, BodyHandlers.ofByteArray()).body();
        }
    }

    private void readLarge(Output output) throws IOException {
        var mapper = client.getObjectMapper();
        var text = mapper.writeValueAsString(output.size(3_000_000_000L));
        assertThat(mapper.readValue(text, Output.class).getSize()).isEqualTo(3_000_000_000L);
    }
}

// Encodes a film with the client that OpenAPI Generator makes of docs/api.yaml.
// node encode.js http://127.0.0.1:8080 film.gif
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import {
  AuthenticationApi,
  Configuration,
  JobsApi,
  OutputFromJSON,
  PresetsApi,
} from "../target/typescript";

const PASSWORD = "correct horse battery";

async function main(basePath: string, film: string): Promise<void> {
  const user = { username: "typescript@example.com", password: PASSWORD };
  const anyone = new AuthenticationApi(new Configuration({ basePath }));
  await anyone.register({ registration: user });
  const { token } = await anyone.login({ login: user });
  const configuration = new Configuration({ basePath, accessToken: token });
  const jobs = new JobsApi(configuration);
  const presets = new PresetsApi(configuration);

  const preset = await presets.createPreset({
    newPreset: {
      name: "typescript 120p",
      data: { raw: ["-vf scale=-2:120", "-c:v libx264"] },
    },
  });
  assert.deepEqual(JSON.parse(preset.data), { raw: ["-vf scale=-2:120", "-c:v libx264"] });
  const changed = await presets.updatePreset({
    id: preset.id,
    presetChange: { data: '{"raw":["-vf scale=-2:96","-c:v libx264"]}' },
  });
  assert.match(changed.data, /96/);

  const upload = await jobs.createUpload({ newUpload: { filename: "film.gif" } });
  const sent = await fetch(upload.url, { method: upload.method, body: new Uint8Array(readFileSync(film)) });
  assert.equal(sent.status, 200);

  const newJob = { preset: preset.name, source: upload.source, dest: "s3:///typescript/" };
  const plan = await jobs.createJob({ newJob, dryRun: true });
  assert(plan.outcome === "dry_run");
  assert.match(plan.command, /scale=-2:96/);
  const created = await jobs.createJob({ newJob });
  assert(created.outcome === "created");

  let job = created.job;
  const end = Date.now() + 60_000;
  while (job.status !== "completed") {
    assert(job.status !== "error" && Date.now() < end, JSON.stringify(job));
    await new Promise((wake) => setTimeout(wake, 200));
    job = await jobs.getJob({ id: created.id });
  }
  const outputs = await jobs.listOutputs({ id: job.id });
  assert.equal(outputs.count, 1);
  const { url } = outputs.items[0];
  if (url === null) throw new Error('another job has replaced it');
  const fetched = await fetch(url);
  assert.equal((await fetched.arrayBuffer()).byteLength, outputs.items[0].size);

  const large = OutputFromJSON({ ...outputs.items[0], size: 3_000_000_000 });
  assert.equal(large.size, 3_000_000_000);
}

main(process.argv[2], process.argv[3]).catch((failure) => {
  console.error(failure, failure?.response?.status);
  process.exit(1);
});

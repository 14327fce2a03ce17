"""Encodes a film with the client that OpenAPI Generator makes of docs/api.yaml.

python encode.py http://127.0.0.1:8080 film.gif
"""

import json
import sys
import time
import urllib.request

import openencoder_client as client

PASSWORD = "correct horse battery"


def main(host: str, film: str) -> None:
    configuration = client.Configuration(host=host)
    api = client.ApiClient(configuration)
    authentication = client.AuthenticationApi(api)
    name = "python@example.com"
    authentication.register(client.Registration(username=name, password=PASSWORD))
    session = authentication.login(client.Login(username=name, password=PASSWORD))
    configuration.access_token = session.token
    jobs = client.JobsApi(api)
    presets = client.PresetsApi(api)

    data = {"raw": ["-vf scale=-2:120", "-c:v libx264"]}
    preset = presets.create_preset(client.NewPreset(name="python 120p", data=data))
    assert json.loads(preset.data) == data
    text = '{"raw":["-vf scale=-2:96","-c:v libx264"]}'
    preset = presets.update_preset(preset.id, client.PresetChange(data=text))
    assert "96" in preset.data

    upload = jobs.create_upload(client.NewUpload(filename="film.gif"))
    with open(film, "rb") as file:
        request = urllib.request.Request(upload.url, data=file.read(), method=upload.method)
    assert urllib.request.urlopen(request).status == 200

    order = client.NewJob(preset=preset.name, source=upload.source, dest="s3:///python/")
    plan = jobs.create_job(order, dry_run=True).actual_instance
    assert isinstance(plan, client.DryRun) and "scale=-2:96" in plan.command
    created = jobs.create_job(order).actual_instance
    assert isinstance(created, client.CreatedJob)

    job = created.job
    end = time.monotonic() + 60
    while job.status != client.JobStatus.COMPLETED:
        assert job.status != client.JobStatus.ERROR and time.monotonic() < end, job
        time.sleep(0.2)
        job = jobs.get_job(created.id)
    outputs = jobs.list_outputs(job.id)
    assert outputs.count == 1
    output = outputs.items[0]
    assert len(urllib.request.urlopen(output.url).read()) == output.size

    large = job.outputs[0].to_dict() | {"size": 3_000_000_000}
    assert client.Output.from_dict(large).size == 3_000_000_000


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

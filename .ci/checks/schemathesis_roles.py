"""Starts a stack, gets a token for each role, and runs Schemathesis as each, sharing the seconds that are given.

With API and DATA in the environment it takes a stack that runs already.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / "target/checks/schemathesis"
# not one of the examples in docs/api.yaml, which would change it
PASSWORD = "the password of a role"
# The roles in their order, and what part of the time each gets. The machine comes before those who may delete it.
ROLES = {"machine": 1, "stranger": 1, "guest": 2, "operator": 3, "admin": 3}
ENROLMENT_TOKEN = re.compile(r"\b[0-9a-v]{20}\.[A-Za-z0-9_-]{43}")


def call(method, url, body=None, token=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, method=method)
    if data:
        request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def start():
    """A new stack with nothing in it: its process, its address and its folder."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    data = WORK / "data"
    command = [ROOT / "openencoder", "up", "--port", "0", "--data", data, "--workers", "1"]
    with open(WORK / "stack.log", "w") as log:
        stack = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    while "is ready" not in (WORK / "stack.log").read_text():
        if stack.poll() is not None:
            sys.exit("The stack did not start:\n" + (WORK / "stack.log").read_text())
        time.sleep(0.2)
    return stack, json.loads((data / "endpoints.json").read_text())["api"], data


def log_in(api, name):
    user = {"username": f"{name}@example.com", "password": PASSWORD}
    try:
        call("POST", api + "/api/register", user)
    except urllib.error.HTTPError as refused:
        if refused.code != 409:
            raise
    return call("POST", api + "/api/login", user)["token"]


def patiently(method, url, body, token=None):
    """Asks again while the answer is 503: what machines load is being uploaded, or the machine is being made."""
    for wait in range(600):
        try:
            return call(method, url, body, token)
        except urllib.error.HTTPError as refused:
            if refused.code != 503:
                raise
        time.sleep(0.1)
    sys.exit(f"{url} was not available for a minute.")


def machine_session(api, data, admin):
    """Rents a machine and enrols in its place before it has booted."""
    account = data / "digitalocean/account.json"
    known = set(ENROLMENT_TOKEN.findall(account.read_text()))
    order = {"provider": "digitalocean", "region": "sfo3", "size": "s-1vcpu-1gb"}
    patiently("POST", api + "/api/machines", order, admin)
    [token] = set(ENROLMENT_TOKEN.findall(account.read_text())) - known
    return patiently("POST", api + "/api/worker/enrol", {"token": token})["session"]["token"]


def token_of(role, api, data):
    if role == "stranger":
        return ""
    admin = log_in(api, "admin")
    if role == "machine":
        return machine_session(api, data, admin)
    token = log_in(api, role)
    if role == "guest":
        guest = call("GET", api + "/api/me", token=token)["id"]
        call("PUT", f"{api}/api/users/{guest}", {"role": "guest"}, admin)
    return token


def run(role, seconds, api, token):
    print(f"== {role}, {seconds} s", flush=True)
    st = ROOT / "target/checks/venv/bin/st"
    config = ROOT / ".ci/checks/schemathesis.toml"
    command = [st, "--config-file", config, "run", ROOT / "docs/api.yaml", "--url", api, "--max-time", str(seconds)]
    if role == "machine":
        command += ["--include-tag", "agents"]
    else:
        command += ["--exclude-deprecated"] if role != "operator" else []
    environment = os.environ | {
        "API": api,
        "TOKEN": token,
        "SCHEMATHESIS_HOOKS": "schemathesis_hooks",
        "PYTHONPATH": str(ROOT / ".ci/checks"),
    }
    return subprocess.run(command, cwd=WORK, env=environment).returncode


def main(seconds):
    stack = None
    if "API" in os.environ:
        api, data = os.environ["API"], pathlib.Path(os.environ["DATA"])
        WORK.mkdir(parents=True, exist_ok=True)
    else:
        stack, api, data = start()
    try:
        log_in(api, "admin")  # the first user is an admin
        log_in(api, "victim")
        roles = os.environ.get("ROLES", " ".join(ROLES)).split()
        shares = sum(ROLES[role] for role in roles)
        # all before the first run, which logs in until it is refused
        tokens = {role: token_of(role, api, data) for role in roles}
        failed = [role for role in roles if run(role, seconds * ROLES[role] // shares, api, tokens[role])]
    finally:
        if stack:
            stack.terminate()
            stack.wait(20)
    if failed:
        sys.exit("Schemathesis has failures as " + ", ".join(failed))


if __name__ == "__main__":
    main(int(sys.argv[1]))

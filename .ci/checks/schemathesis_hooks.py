"""What .ci/checks/schemathesis asks of Schemathesis beyond its settings.

From the environment: ROLE (nobody, guest, operator, admin or machine), API (its address) and TOKEN, that of the role.
"""

import json
import os
import urllib.request

import schemathesis

ROLE = os.environ["ROLE"]
API = os.environ["API"]

# Who is asked for what ends sessions: every such request comes with a session of this user's own.
VICTIM = {"username": "victim@example.com", "password": "correct horse battery"}


def post(path, body):
    data = json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(API + path, data=data, headers=headers, method="POST")
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


@schemathesis.auth()
class Token:
    """The token of the role; without one for nobody."""

    def get(self, case, context):
        return os.environ.get("TOKEN")

    def set(self, case, data, context):
        if data:
            case.headers["Authorization"] = "Bearer " + data


ENDS_SESSIONS = {"logout"}


@schemathesis.hook
def before_call(context, case, kwargs):
    headers = case.headers
    if case.operation.definition.raw.get("operationId") in ENDS_SESSIONS:
        if headers.get("Authorization") == "Bearer " + os.environ.get("TOKEN", ""):
            headers["Authorization"] = "Bearer " + post("/api/login", VICTIM)["token"]


@schemathesis.hook
def filter_case(context, case):
    """Leaves out what would change the stack for the roles after this one, or cost too much time."""
    operation = case.operation.definition.raw.get("operationId", "")
    body = case.body if isinstance(case.body, dict) else {}
    if operation == "setFleet":
        return not body.get("enabled")
    if operation == "updateUser":
        return str((case.path_parameters or {}).get("id")) not in {"1", "2", "3", "4", "5"}
    if operation.startswith("createMachines"):
        # one that is rented is a process
        return not (body.get("provider") == "digitalocean" and body.get("region") == "sfo3")
    if operation == "beat":
        return not body.get("drained")
    return True

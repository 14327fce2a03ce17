"""What .ci/checks/schemathesis asks of Schemathesis beyond its settings.

From the environment: API, the address, and TOKEN, that of the role; empty for a stranger.
"""

import json
import os
import urllib.error
import urllib.request

import schemathesis

API = os.environ["API"]

# A user whose sessions are ended, so that those of the roles last.
VICTIM = {"username": "victim@example.com", "password": "the password of a role"}


def post(path, body):
    data = json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(API + path, data=data, headers=headers, method="POST")
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def of_the_victim():
    try:
        return post("/api/login", VICTIM)["token"]
    except urllib.error.HTTPError as refused:
        if refused.code != 429:
            raise
        # too many logins were tried by then: without a session there is none to end
        return "none"


def operation_id(case):
    return case.operation.definition.raw.get("operationId", "")


@schemathesis.auth()
class Token:
    """The token of the role; none for a stranger."""

    def get(self, case, context):
        return os.environ["TOKEN"]

    def set(self, case, data, context):
        if not data:
            return
        ends_the_session = operation_id(case) == "logout"
        case.headers["Authorization"] = "Bearer " + (of_the_victim() if ends_the_session else data)


@schemathesis.hook
def filter_case(context, case):
    """Leaves out what would change the stack for the roles after this one, or cost too much time."""
    operation = operation_id(case)
    body = case.body if isinstance(case.body, dict) else {}
    if operation == "setFleet":
        return not body.get("enabled")
    if operation == "updateUser":
        return str((case.path_parameters or {}).get("id")) not in {"1", "2", "3", "4", "5"}
    if operation.startswith("createMachines"):
        # one that is rented is a process
        return not (body.get("provider") == "digitalocean" and body.get("region") == "sfo3")
    if operation == "heartbeat":
        return not body.get("drained")
    return True

"""A reference, and recordings of it with a secret in every place."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

from tests.traffic import entry
from tests.trees import INDEX

HOST = "https://cloud.example:9292/image"
THINGS = f"{HOST}/v2/things"

TREE = (
    INDEX
    + """\
=== api-ref/source/things.inc
List things
===========

.. rest_method:: GET /v2/things

Lists things.

Normal response codes: 200

Request
-------

.. rest_parameters:: parameters.yaml

   - state: state_query
   - limit: limit

Response
--------

.. rest_parameters:: parameters.yaml

   - things: things

Create thing
============

.. rest_method:: POST /v2/things

Creates a thing.

Normal response codes: 201

Error response codes: 400

Request
-------

.. rest_parameters:: parameters.yaml

   - name: name
   - state: state
   - metadata: metadata

Response
--------

.. rest_parameters:: parameters.yaml

   - Location: location
   - id: id
   - state: state
   - size: size
   - metadata: metadata
   - auth: auth
   - auth.user: user
   - host: host

Show thing
==========

.. rest_method:: GET /v2/things/{thing_id}

Shows a thing.

Normal response codes: 200

Response
--------

.. rest_parameters:: parameters.yaml

   - id: id

=== api-ref/source/parameters.yaml
location:
  description: Where the thing is.
  in: header
  required: true
  type: string
limit:
  description: The number of things.
  in: query
  required: true
  type: integer
state_query:
  description: Only things in a state, one of ``up`` or ``down``.
  in: query
  required: false
  type: string
auth:
  description: The login.
  in: body
  required: false
  type: object
host:
  description: The host.
  in: body
  min_version: 2.7
  required: false
  type: string
id:
  description: The ID.
  in: body
  required: true
  type: string
metadata:
  description: The metadata, with any names.
  in: body
  required: false
  type: object
name:
  description: The name.
  in: body
  required: true
  type: string
size:
  description: The size.
  in: body
  required: false
  type: integer
state:
  description: The state, one of ``up`` or ``down``.
  in: body
  required: true
  type: string
things:
  description: The things. Each is free-form.
  in: body
  required: true
  type: array
user:
  description: The user.
  in: body
  required: false
  type: string
=== apiref.toml
[schemas]
"POST /v2/things" = { request = "thing.json", response = "thing.json" }
"GET /v2/things" = { query = "query.json" }
[unexercised]
"POST /v2/things" = { "code 201" = "Never." }
=== thing.json
{
  "type": "object",
  "properties": {
    "id": {"maxLength": 3, "pattern": "^[0-9]$", "enum": ["1"]},
    "metadata": {
      "additionalProperties": {"type": "integer"},
      "propertyNames": {"maxLength": 3}
    },
    "auth": {"additionalProperties": false, "properties": {"user": {}}},
    "state": {"const": "up"}
  },
  "maxProperties": 2
}
=== query.json
{
  "properties": {"limit": {"type": "integer"}, "state": {"enum": ["up", "down"]}}
}
"""
)

QUERY_NAMES = """
    AWSAccessKeyId PHPSESSID SAMLResponse Signature X-Amz-Signature access_token apiKey api_key auth
    client_secret code code_verifier connect.sid data device_code email hmac id_token invite jwt
    key kubeconfig limit login magic marker name nonce otp passphrase password psk q redirect_uri
    refresh_token reset saml session share sid sig state sso sv temp_url_sig ticket token totp
    user_data userPassword username verification wresult x
""".split()
HEADERS = """
    Authorization Content-Disposition Cookie ETag Forwarded Link Location OpenStack-API-Version
    Proxy-Authorization Referer Retry-After Server Set-Cookie User-Agent Via WWW-Authenticate
    X-Auth-Token X-Forwarded-For X-Object-Meta-Owner X-Openstack-Request-Id X-Service-Token
    X-Subject-Token X-Trace X-User-Name
""".split()
FIELDS = "id state size name auth host password metadata admin_pass user_data key links".split()
# Entries that are no exchanges, each with a secret where another value is expected.
NO_EXCHANGES: tuple[Callable[[str], Any], ...] = (
    lambda secret: secret,
    lambda secret: [secret],
    lambda secret: {secret: secret},
    lambda secret: {"request": secret, "response": {}},
    lambda secret: {"request": {"method": secret, "url": secret}, "response": {"status": 200}},
    lambda secret: {"request": {"method": "GET", "url": secret}, "response": {"status": secret}},
    lambda secret: entry(url=f"http://[{secret}/v2/things"),
    lambda secret: entry(url=f"{THINGS}?{'a;' * 2000}{secret}%20"),
)
# Texts that are no recordings.
BROKEN = (
    "{0}",
    '"{0}"',
    '{{"{0}": "{0}"}}',
    '{{"log": "{0}"}}',
    '{{"log": {{"entries": "{0}"}}}}',
    '{{"log": {{"entries": [{{"a": "{0}\\q"}}]}}}}',
    '{{"log": {{"entries": [{{"{0}\n": 1}}]}}}}',
    '{{"log": {{"entries": [{{"a": {0}}}]}}}}',
    '{{"log": {{"entries": [{{"a": "{0}"',
    '{{"log": {{"entries": []}}}} {0}',
    '{{"log": {{"entries": [{{"a": "{0}\xff"}}]}}}}',
    '{{"interactions": "{0}"}}',
    '{{"http_interactions": [{{"{0}": "{0}"}} "{0}"',
    '{{"item": [{{"response": [{{"body": "{0}\\q"}}',
    "interactions: {0}",
    "interactions: [{0}",
    "interactions:\n- *{0}\n",
    "interactions:\n- !{0}%zz {0}\n",
    "interactions:\n- '{0}\xff'\n",
    "interactions:\n- {0}: {0}: {0}\n",
    "version: 1\n{0}: [{0}]\n",
    "%{0} {0}\n---\ninteractions: []\n",
    "REQ: curl -g -i -X GET http://{0}/{0}\nRESP BODY: {0}\n",
    "RESP: [200] {0}: {0}\nRESP BODY: {0}\n",
    "> GET http://{0}/{0}\n",
)


class Secrets:
    """Makes secrets of all kinds, and finds them."""

    MARK = "kanarie"

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self) -> str:
        """A secret that is neither a short word nor like a name."""
        number = len(self.made)
        letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}")
        forms = (f"{self.MARK}4{number:04}", f"{self.MARK}.{letters}@example.org")
        # Words are only harmless if they are short, and names only if they are no values.
        self.made.append(forms[number % len(forms)])
        return self.made[-1]

    def word(self) -> str:
        """A secret of letters only, as a value."""
        self()
        self.made[-1] = re.sub("[^a-z]", "", self.made[-1]).ljust(13, "x")
        return self.made[-1]

    def found(self, text: str) -> list[str]:
        """What a text has of the secrets."""
        return re.findall(rf".{{0,40}}(?:{self.MARK}|{self._encoded()}).{{0,20}}", text, re.I)

    def _encoded(self) -> str:
        return base64.b64encode(self.MARK.encode()).decode()[:8]


def entries(secret: Secrets) -> Iterator[Any]:
    """Entries that violate all rules, with a secret in every place."""
    requests = (("GET", 200), ("GET", 409), ("GET", 500), ("PATCH", 200), ("PATCH", 403))
    for (method, status), name in product(requests, QUERY_NAMES):
        yield entry(method, f"{THINGS}?{name}={secret()}", status)
    for url in (
        f"https://{secret()}:{secret()}@cloud.example:9292/image/v2/things?state={secret.word()}",
        f"https://{secret()}.example/v2/things",
        f"https://{secret()}@cloud.example:9292/image/v2/others",
        f"{THINGS}#access_token={secret()}&state={secret()}",
        f"{THINGS}/{secret()}",
        f"{THINGS}/{secret()}/{secret()}?{secret()}",
        f"{THINGS}/7;session={secret()}",
        f"{THINGS};session={secret()}",
        f"{THINGS};session={secret()}/7/members/{secret()}",
        f"{HOST}/v2/{secret()}/things/7/8",
        f"{HOST}/v2/tokens/{secret.word()}",
        f"{HOST}/{secret()}/v2/things",
        f"{HOST}/{secret()}/v2/tokens",
        f"{HOST}/v2/%2e%2e/{secret()}%2F{secret()}%00?%3D{secret()}%3D",
        f"{THINGS}?{secret()}",
        f"{THINGS}?{secret()}={secret()}&limit={secret.word()}",
        f"{THINGS}?limit={secret()}&{secret()}=&={secret()}&a=b;{secret()}",
        f"{THINGS}?filter[{secret()}]={secret()}",
    ):
        for method, status in (("GET", 200), ("PUT", 202), ("DELETE", 409)):
            yield entry(method, url, status, answered={"things": []})
    yield entry(secret(), THINGS)
    yield entry(re.sub("[^a-z]", "", secret()), THINGS)
    for name in HEADERS:
        headers = {name: secret(), f"X-{secret()}": secret()}
        yield entry("POST", THINGS, 201, sent_headers=headers, headers=headers)
    yield entry("POST", THINGS, 201, answered="a", headers={"Content-Type": f"text/{secret()}"})
    yield entry("GET", THINGS, 200, answered="a", headers={"Content-Type": f"{secret()}/a"})
    yield from _bodies(secret)
    for make in NO_EXCHANGES:
        yield make(secret())


def _bodies(secret: Secrets) -> Iterator[Any]:
    def values() -> tuple[Any, ...]:
        return (
            secret(),
            secret.word(),
            [secret()],
            {secret(): secret(), "user": secret()},
            [{secret(): {secret(): secret()}}],
            None,
        )

    whole = {"id": secret(), "name": secret(), "state": secret.word()}
    bodies: list[Any] = [{**whole, name: value} for name in FIELDS for value in values()]
    bodies += [{**whole, secret(): value} for value in values()]
    bodies += [{**whole, "auth": {"user": {secret(): secret()}, secret(): 1, "inner": secret()}}]
    bodies += [{secret(): secret(), secret(): {}}, [secret()], {"thing": whole}, {}]
    version = {"OpenStack-API-Version": "image 2.1"}
    for body in bodies:
        for status in (201, 400, 409):
            yield entry("POST", THINGS, status, sent=body, answered=body, headers=version)
    for text in (secret(), f"<{secret()}>", f"a={secret()}&{secret()}=b", f'{{"{secret()}": '):
        for media_type in ("text/plain", "application/json", "application/x-www-form-urlencoded"):
            headers = {"Content-Type": media_type}
            yield entry("POST", THINGS, 201, sent=text, answered=text, headers=headers)
    for value in (secret(), {"id": secret(), "state": secret(), secret(): secret()}):
        made = entry("POST", THINGS, 201)
        data = json.dumps(value).encode()
        made["response"]["content"] |= {
            "text": base64.b64encode(data).decode(),
            "encoding": "base64",
            "mimeType": "application/json",
        }
        yield made


def spread(secret: Secrets, document: dict[str, Any]) -> None:
    """Plants secrets in the parts of a recording that hold no traffic."""
    log = document["log"]
    log["comment"] = secret()
    log["creator"] |= {"name": secret(), "comment": secret()}
    log["browser"] = {"name": secret(), "version": secret()}
    log["pages"] = [{"id": secret(), "title": secret(), "pageTimings": {"comment": secret()}}]
    log[f"_{secret()}"] = document[secret()] = {secret(): secret()}
    for made in log["entries"]:
        if not isinstance(made, dict) or not isinstance(made.get("timings"), dict):
            continue
        made |= {"comment": secret(), "pageref": secret(), "serverIPAddress": secret()}
        made |= {"connection": secret(), "_initiator": {"url": secret(), "stack": secret()}}
        made["cache"] = {"beforeRequest": {"eTag": secret(), "comment": secret()}}
        made["timings"]["comment"] = secret()
        for message in (made["request"], made["response"]):
            message |= {"comment": secret(), "httpVersion": secret()}
            message["cookies"] = [{"name": secret(), "value": secret(), "path": secret()}]
            message["headers"] += [{"name": secret(), "value": secret(), "comment": secret()}, 7]
        made["request"]["queryString"] = [{"name": secret(), "value": secret()}]
        if "postData" in made["request"]:
            made["request"]["postData"] |= {"comment": secret()}
            made["request"]["postData"]["params"] = [
                {"name": secret(), "value": secret(), "fileName": secret()}
            ]
        made["response"] |= {"statusText": secret(), "redirectURL": f"{HOST}/{secret()}"}
        made["response"] |= {"_error": secret(), "_transferSize": secret()}
        made["response"]["content"]["comment"] = secret()

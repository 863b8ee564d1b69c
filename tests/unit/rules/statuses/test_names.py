"""Rules of ``apiref.rules.statuses.names``."""

from pathlib import Path

import pytest

from tests.trees import assert_expected
from tests.unit.rules.statuses.test_codes import RULES as CODE_RULES
from tests.unit.rules.statuses.test_codes import page

RULE = "status-code-misnamed"
MARK = f" <<< {RULE}"
RULES = (RULE, "status-code-twice", "status-code-order")
NORMAL = "Normal response codes: 200\n\n"


@pytest.mark.parametrize(
    "body",
    [
        f"{NORMAL}Error response codes: badRequest(400), unauthorized(401), itemNotFound (404)\n",
        f"{NORMAL}Error response codes: 400 (Bad Request), 409 Conflict, NotImplemented(501)\n",
        f"{NORMAL}Error response codes: conflictingRequest(409), overLimit(413), overLimit(429)\n",
        f"{NORMAL}Error response codes: computeFault(400), quota(403), identityFault(500)\n",
        # A sentence, whose words are not the name of the code.
        f"{NORMAL}Error response codes: badRequest(400) if the thing is not found (400)\n",
        "The service answers that the thing was found (404), or a conflict (400).\n",
        "See ``Forbidden`` and ``403``, or ``Forbidden (403)``.\n",
        "Things are accepted (200).\n",
    ],
)
def test_codes_beside_their_own_names_are_silent(tmp_path: Path, body: str) -> None:
    assert_expected(tmp_path, page(body), *RULES)


@pytest.mark.parametrize(
    ("codes", "name", "intended"),
    [
        ("unauthorized(403), itemNotFound(404)", "unauthorized", "401"),
        ("badRequest(400), itemNotFound (409), 413", "itemNotFound", "404"),
        ("400, 401 (Forbidden)", "Forbidden", "403"),
        ("400, 404 Bad Request, 409", "Bad Request", "400"),
        ("overLimit(403)", "overLimit", "413 or 429"),
        ("HTTPNotFound(403) if hidden", "HTTPNotFound", "404"),
        # One defect: by its name, the code is wrong, so it is not a duplicate as well.
        ("badRequest(400), unauthorized(403), forbidden(403)", "unauthorized", "401"),
        ("badRequest(404), forbidden(403)", "badRequest", "400"),
    ],
)
def test_a_code_beside_another_name(tmp_path: Path, codes: str, name: str, intended: str) -> None:
    body = f"{NORMAL}Error response codes: {codes}{MARK}\n"
    (found,) = assert_expected(tmp_path, page(body), *RULES)
    line = f"Error response codes: {codes}"
    assert found.location.column == line.index(name) + 1
    assert f"'{name}' is the name of response code {intended}, not of" in found.message
    assert found.operation == "GET /things"


def test_a_code_further_down_in_a_list(tmp_path: Path) -> None:
    body = f"{NORMAL}Error response codes: badRequest(400),\nunauthorized(401), conflict(404){MARK}"
    assert_expected(tmp_path, page(body + "\n"), *CODE_RULES, RULE)


@pytest.mark.parametrize(
    "body",
    [
        f"It may answer with ``Conflict (403)``.{MARK}\n",
        f"It may answer, or not,\nwith the code ``403 Not Found``.{MARK}\n",
        f"- forbidden(404){MARK}\n- conflict(409)\n",
    ],
)
def test_a_literal_or_an_item_of_a_list(tmp_path: Path, body: str) -> None:
    assert_expected(tmp_path, page(body), RULE)

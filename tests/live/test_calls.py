"""What is run of a page."""

from __future__ import annotations

from tests.live.calls import Call, calls_of, first_call
from tests.site.html_page import parse

PAGE = """\
<section class="operation"><h3>Lend a book<a>¶</a></h3>
<table class="status-codes"><tr><td class="status-code">201 - Created</td></tr>
<tr><td class="status-code">202 - Accepted</td></tr></table>
<table class="status-codes"><tr><td class="status-code">404 - Not Found</td></tr></table>
<div class="call">
<div class="sample" data-title="curl"><pre>curl -sS \\
  "$ENDPOINT/books"
</pre></div>
<div class="sample" data-title="Python"><pre>print(201)
</pre></div>
<div class="sample" data-title="HTTP"><pre>GET /books
</pre></div>
</div>
</section>
"""


def test_the_code_of_a_page_and_its_success_codes() -> None:
    codes = frozenset({"201", "202"})
    assert list(calls_of(parse(PAGE))) == [
        Call("Lend a book", "curl", 'curl -sS \\\n  "$ENDPOINT/books"', codes),
        Call("Lend a book", "Python", "print(201)", codes),
    ]


def test_the_command_of_the_home_page() -> None:
    page = parse('<pre>export OS_TOKEN=1\n</pre><pre>curl -sS "$ENDPOINT/books"\n</pre>')
    assert first_call(page) == Call(
        "First call", "curl", 'curl -sS "$ENDPOINT/books"', frozenset({"200"})
    )

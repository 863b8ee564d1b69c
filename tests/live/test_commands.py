"""What is run of a page."""

from __future__ import annotations

from tests.live.commands import commands_of
from tests.site.html_page import parse

PAGE = """\
<section class="operation"><h3>Lend a book<a>¶</a></h3>
<table class="status-codes"><tr><td class="status-code">201 - Created</td></tr>
<tr><td class="status-code">202 - Accepted</td></tr></table>
<table class="status-codes"><tr><td class="status-code">404 - Not Found</td></tr></table>
<div class="curl"><pre>curl -sS \\
  "$ENDPOINT/books"
</pre></div>
</section>
"""


def test_the_commands_of_a_page_and_their_success_codes() -> None:
    command = 'curl -sS \\\n  "$ENDPOINT/books"'
    assert list(commands_of(parse(PAGE))) == [("Lend a book", (command, {"201", "202"}))]

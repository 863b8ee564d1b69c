"""The faults that need not be detected, with reasons by class.

``EQUIVALENT`` are changes after which the page says the same and nothing is wrong; ``UNKNOWABLE``
are changes that make the reference say something else which, as far as everything else in the
repository tells, may just as well be true.
"""

from __future__ import annotations

import re

from tests.faults.mutations import Mutation

# Each entry: the kind, the path, the subject (regular expressions, matched in full), the reason.
_Class = tuple[str, str, str, str]

EQUIVALENT: tuple[_Class, ...] = (
    (
        r"schema (?:key|item): exchange",
        r".*",
        r".*",
        "the members of a JSON object, and the items of required, type, enum and allOf, are sets",
    ),
    (r"field: exchange", r".*", r".*", "the fields of a YAML entry have no order"),
    (r"reason: exchange", r".*", r".*", "the reasons of a code are looked up by their name"),
    (r"option: drop", r".*", r":maxdepth: 2", "how deep the table of contents goes is taste"),
    (r"file: .*", r".*/c\w+\.py", r".*", "Sphinx reads conf.py, the checker only its extensions"),
    (
        r"sample value: to NoneType",
        r"samples/.*",
        r"(?:.*\.)?updated_at",
        "the description allows null",
    ),
    (
        r"sample item: drop",
        r"samples/image-tasks.*",
        r"tasks\.\d",
        "a list with one task less is as true",
    ),
    (
        r"sample (?:key: exchange|item: exchange)",
        r"samples/.*",
        r".*\.enum\.\d|.*\.type\.\d",
        "the values of an enum and of a type are sets",
    ),
    (
        r"sample item: exchange",
        r"samples/(?:image-)?tasks.*",
        r"tasks\.\d",
        "the order of these tasks is told nowhere",
    ),
    (
        r"sample value: to list",
        r"samples/schemas-.*",
        r".*\.type",
        "in a JSON Schema, a type is the same as a list of it alone",
    ),
    (
        r"sample value: to dict",
        r"samples/.*",
        r"result",
        "the result of a task is an object, or null",
    ),
    (
        r"directive: (?:drop|duplicate)",
        r".*",
        r"list-table",
        "the description of the field lists the same values",
    ),
    (
        r"directive: no argument",
        r".*",
        r"code-block .*",
        "the same text in the colours of another language",
    ),
    (
        r"schema key: drop|schema text: misspell",
        r".*",
        r"(?:.*\.)?(?:title|description)",
        "an annotation of a schema, which no page shows",
    ),
)

UNKNOWABLE: tuple[_Class, ...] = (
    (
        r"schema (?:item|key): (?:drop|misspell|upper case)|schema value: other number",
        r".*",
        r"(?:.*\.)?(?:required|enum|then|if|allOf|minLength|minProperties|minimum|anyOf|items"
        r"|\$ref|format|pattern|const|default|additionalProperties)(?:\..*)?",
        "the schema demands less than before, and no other source states the lost condition",
    ),
    (
        r"schema key: drop",
        r".*",
        r"\$defs\.(?:input|result)\.properties(?:\.\w+)?",
        "a member of an object that may have further ones; the schema says less of it than before",
    ),
    (
        r"schema text: misspell",
        r".*/schema-document\.json",
        r"\$defs\.type\.enum\.\d",
        "a type that no schema of the service uses",
    ),
    (
        r"schema value: flip",
        r".*",
        r"\$defs\.(?:input|result)\.additionalProperties",
        "whether an object of free content may have other members is told nowhere",
    ),
    (
        r"description literal: misspell",
        r".*",
        r"uri of input|id of properties-tasks",
        "a name of two or three letters, too short to tell it from others",
    ),
    (
        r"schema value: flip",
        r".*/schema-.*",
        r".*",
        "whether the schema document of the service may have more keywords is told nowhere",
    ),
    (
        r"sample (?:text: (?:misspell|empty)|UUID: another|key: drop|item: (?:drop|duplicate)"
        r"|value: to \w+|moment: .*)",
        r"samples/.*",
        r".*\b(?:backend|import_req|image_properties|import_from\w*|image_id|user_id|owner"
        r"|request_id|message|description|name|id|\w+_at|first|href|rel)\b.*",
        "another value of free content, in the one place of the reference that shows it",
    ),
    (
        r"sample key: (?:misspell|upper case)",
        r"samples/.*",
        r".*\binput\.(?:import_req|image_properties)\..*",
        "the name of a member of free content, in the one place of the reference that shows it",
    ),
    (
        r"schema format: change",
        r".*",
        r".*\.(?:import_from|image_id)\.format",
        "the format of a field that is only named in a description, and that its samples have",
    ),
    (
        r"row key: retarget.*",
        r".*",
        r"created_at: created_at",
        "the entry of the same field of another resource, which says the same but for one word",
    ),
    (
        r"reason literal: misspell",
        r".*",
        r"(?:Location|Content-Type) of .*",
        "a header that only this text names",
    ),
    (
        r"literal: misspell",
        r".*/index\.rst",
        r"X-Auth-Token",
        "a header that only this text names",
    ),
    (
        r"required: change",
        r".*",
        r"Location to 'false'",
        "whether a header is in every response, which samples do not show",
    ),
    (
        r"directive: (?:drop|duplicate)",
        r".*",
        r"code-block .*|image .*|include verification.*",
        "text that is as well-formed without a command or an image, or with two of them",
    ),
    (r"file: .*", r".*\.svg", r".*", "the checker reads no images"),
    (r"file: cut short", r".*/source/index\.rst", r".*", "a page of text with fewer sections"),
    (
        r"section: exchange",
        r".*",
        r".*",
        "the order of operations and of their sections is free, apart from what guidelines say",
    ),
    (
        r"file: (?:cut short|empty)",
        r".*/verification-coverage\.inc",
        r".*",
        "a table with fewer rows, which only the recording shows to be wrong",
    ),
    (r"file: copy", r".*-copy\.(?:yaml|py)", r".*", "a file that nothing refers to"),
    (r"option: drop|title: drop|file: delete", r".*", r".*", "headings and an index are left out"),
    (
        r"description: no bar",
        r".*",
        r".*",
        "the text is folded, but keeps its words",
    ),
    (
        r"configuration .*",
        r"pyproject\.toml",
        r"\[tool\.apiref\]|(?:description|title|version|contact|license|server|token-header) = .*"
        r"|level = .*|\"code \d+\" = .*"
        r"|\S*(?:sample-indent|sorted-samples|row-order|lasting-fields|\.json).*",
        "a check that is asked for no longer; the reference itself is as right as before",
    ),
    (
        r"sample item: drop",
        r"samples/schemas-.*",
        r"links\.\d|properties\.\w+\.type\.\d",
        "how much the service says in its own schema, and links to, is told nowhere else",
    ),
    (
        r"section: drop|title: drop|title: Request to Response",
        r".*",
        r"General Information|Request",
        "a section of text that other references do without, or have under another title",
    ),
    (
        r"underline: drop",
        r".*",
        r"General Information|Base URL|Authentication|First call|Pagination",
        "the words become the start of the paragraph below",
    ),
)


# What a reference without schemas and without configuration says but once.
SAID_ONCE: tuple[_Class, ...] = (
    (
        r"sample layout: indent|sample key: exchange|row: (?:exchange|move to the end)",
        r".*",
        r".*",
        "no layout and no order is configured",
    ),
    (
        r"sample key: drop",
        r".*",
        r".*_links(?:\..*)?|vault\.(?:name|description|retention|tags)|copy\.incremental"
        r"|lock\.expires_at|copy\.parts|copy\.size|vaults|.*\.parts\.\d\.\w+",
        "the field is optional, or may have been moved into another object or list",
    ),
    (
        r"sample (?:text: (?:misspell|empty)|value: to \w+|UUID: (?:another|no dashes)|moment: .*"
        r"|item: \w+)",
        r".*",
        r".*",
        "another value of the type, in the one place that shows it",
    ),
    (
        r"sample (?:key: (?:misspell|upper case)|UUID: .*)",
        r".*",
        r"vaults_links\..*",
        "links have no rows of their own",
    ),
    (
        r"type: change",
        r".*",
        r"(?:location|limit|marker|\w+_query) to .*|\w+ to 'float'|\w+ to 'none'",
        "no sample shows values in URLs and headers; whole numbers may be floats",
    ),
    (
        r"required: change",
        r".*",
        r".*",
        "samples show what is optional as well, and nothing else tells what must be sent",
    ),
    (
        r"row: drop",
        r".*",
        r"(?:limit|marker): .*|parts: .*|retention: .*|(?:parts|retention)\.\w+: .*|status: .*",
        "a parameter of other operations, or a field that a description shows as well",
    ),
    (
        r"row key: retarget.*",
        r".*",
        r"(?:vault_id|id|name|description|tags|incremental|vault|retention\.copies): .*",
        "the entry of the same field with other words, or of the object that is named first",
    ),
    (
        r"row name: (?:letter lost|upper case)",
        r".*",
        r"\w+: \w+_query|Location: location",
        "no other row refers to the entry",
    ),
    (
        r"row name: of the next",
        r".*",
        r"volume_id: volume_id_query|tags: vault_tags_optional|Location: .*|lock: lock",
        "a parameter of the next row, in another place or in another object",
    ),
    (
        r"code: (?:drop|change|reason drop)",
        r".*",
        r".*",
        "which codes an operation answers with is told nowhere else",
    ),
    (
        r"method: change",
        r".*",
        r"P(?:OST|UT) .*",
        "other services create with PUT, update with POST, and act with PUT",
    ),
    (
        r"URL: segment (?:dropped|misspelt)",
        r".*",
        r".*/(?:\{copy_id\}|copies|action|vaults)",
        "too few other URLs to tell which segments belong there",
    ),
    (
        r"title: (?:drop|Response to Request)|section: drop",
        r".*",
        r"Backup API|Vaults|Copies|Request|Response",
        "a heading that other references do without, or a part that has no table",
    ),
    (
        r"(?:description )?literal: (?:misspell|no null)",
        r".*",
        r".*",
        "a value that no sample shows, or one of which only the description says when it is there",
    ),
    (
        r"directive: (?:drop|duplicate)",
        r".*",
        r"note",
        "a text that is as well-formed without it, or with two of them",
    ),
    (r"section: exchange", r".*", r".*", "the order of the parts of an operation is free"),
    (r"file: copy", r".*-copy\.yaml", r".*", "a file that nothing refers to"),
    (r"file: rename", r".*/index\.rst", r".*", "without conf.py, any page may be the first one"),
)


def exception_for(mutation: Mutation) -> str | None:
    """The reason why a fault of this repository need not be detected, or None."""
    return _reason(mutation, EQUIVALENT + UNKNOWABLE)


def is_unknowable(mutation: Mutation) -> bool:
    """Whether a fault changes what the reference says, but cannot be detected."""
    return _reason(mutation, EQUIVALENT) is None and _reason(mutation, UNKNOWABLE) is not None


def is_said_once(mutation: Mutation) -> bool:
    """Whether a fault of the reference without schemas need not be detected."""
    return _reason(mutation, EQUIVALENT + SAID_ONCE) is not None


def _reason(mutation: Mutation, classes: tuple[_Class, ...]) -> str | None:
    for kind, path, subject, reason in classes:
        if (
            re.fullmatch(kind, mutation.kind)
            and re.fullmatch(path, mutation.path)
            and re.fullmatch(subject, mutation.subject)
        ):
            return reason
    return None

"""The parameters of requests and the headers of responses."""

from __future__ import annotations

from apiref.analysis.rows.documentation import DocumentedField
from apiref.openapi.components import Components, Object
from apiref.openapi.fields import marks_of, schema_of
from apiref.openapi.markdown import Renderer
from apiref.openapi.names import pascal_case
from apiref.openapi.paths import Template
from apiref.openapi.project_schemas import ProjectSchemas
from apiref.openapi.rows import Rows

NAME = "x-openstack-name"


class Parameters:
    """Makes the parameters of operations; each entry of a parameters file is one component."""

    def __init__(self, components: Components, schemas: ProjectSchemas, renderer: Renderer) -> None:
        self.components = components
        self.schemas = schemas
        self.renderer = renderer
        # Of the current operation; tells apart entries of several files.
        self.resource = ""

    def of(self, rows: Rows, template: Template, bound: dict[str, str]) -> list[Object]:
        """The parameters of one URL; ``bound`` are the schemas for path, query and header."""
        found: list[Object] = []
        for placeholder in template.placeholders:
            row = rows.path.get(placeholder.written)
            if row is None:
                made: Object = {"name": placeholder.name, "in": "path", "required": True}
                if placeholder.name != placeholder.written:
                    made[NAME] = placeholder.written
                found.append(made | {"schema": {}})
            else:
                found.append(self._parameter("path", placeholder.name, row, bound))
        for place, listed in (("query", rows.query), ("header", rows.headers)):
            unique = {row.row.name: row for row in reversed(listed)}
            names = dict.fromkeys(row.row.name for row in listed)
            found += [self._parameter(place, name, unique[name], bound) for name in names]
        documented = {row.row.name for row in rows.query}
        for name, value in template.query:
            if name not in documented:
                schema: Object = {"const": value} if value else {}
                fixed = {"required": True} if value else {}
                found.append({"name": name, "in": "query"} | fixed | {"schema": schema})
        return found

    def headers(self, rows: Rows) -> Object:
        """The headers of a response by name."""
        found: Object = {}
        for row in rows.response_headers:
            made = self._described(row)
            if row.parameter.required:
                made["required"] = True
            made |= marks_of(row.parameter)
            found.setdefault(row.row.name, made | {"schema": schema_of(row.parameter)})
        return found

    def _described(self, row: DocumentedField) -> Object:
        description = self.renderer.render(row.parameter.description)
        return {"description": description} if description else {}

    def _parameter(
        self, place: str, name: str, row: DocumentedField, bound: dict[str, str]
    ) -> Object:
        parameter = row.parameter
        stated = self.schemas.property(bound[place], row.row.name) if place in bound else None
        schema, required = stated or (schema_of(parameter), parameter.required)
        made: Object = {"name": name, "in": place} | self._described(row)
        if place == "path" or required or parameter.required:
            made["required"] = True
        if name != row.row.name:
            made[NAME] = row.row.name
        made |= marks_of(parameter) | {"schema": schema}
        key, resource = parameter.key, self.resource
        return self.components.add("parameters", made, key, f"{resource}{pascal_case(key)}")

"""What identifiers look like, as regular expressions."""

UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
# OpenStack writes some without dashes, such as those of projects.
UUID_OR_HEX = rf"{UUID}|[0-9a-fA-F]{{32}}"

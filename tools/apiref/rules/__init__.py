"""The rules: every module of this package holds the rules of one topic.

A rule is a generator over a tree that yields defects; the decorator ``rule`` gives it its name
(that of the function) and its severity. The docstring is the rule's documentation: what is wrong
and why it matters, then an example that passes and one that fails. Rules read no files.
"""

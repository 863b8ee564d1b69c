"""The rules: each module of this package holds the rules of one topic.

A rule is a generator function that takes a tree and yields defects. The decorator ``rule`` declares
it with a severity; its name is that of the function. The docstring is the rule's documentation:
what is wrong and why it matters, then an example that passes and one that fails. Rules read no
files.
"""

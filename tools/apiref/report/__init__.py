"""Reporters: format findings. They decide nothing."""

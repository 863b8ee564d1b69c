"""Reporters: findings in, text out. They decide nothing."""

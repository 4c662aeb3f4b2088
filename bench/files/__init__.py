"""Registers of any size at random, seeded: what is measured is measured on them."""

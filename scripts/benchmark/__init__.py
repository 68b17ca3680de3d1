"""What Naba costs, beside other generators, on one made-up newspaper: see ``scripts/bench.py``."""

"""The commands, one a module; ``naba.cli`` puts them together."""

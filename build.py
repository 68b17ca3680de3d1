#!/usr/bin/env python3
"""Builds the newspaper in this folder: ``python build.py --help`` tells more."""

from naba.cli import run

if __name__ == "__main__":
    run("build.py")

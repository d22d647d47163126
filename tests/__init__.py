"""Tests of govdash; a package so that the printer and the floors can be imported."""

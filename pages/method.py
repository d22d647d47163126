"""方法与名词: formulas, rules, words, limits."""

from govdash.ui.method import show_method

show_method()

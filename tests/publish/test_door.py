"""The door of the site: nothing of anybody else is loaded, and the first page says what it is."""

import pytest

from govdash.publish.door import policy, rewritten

PAGE = (
    b'<!DOCTYPE html><html lang="en"><head><title>Streamlit</title>'
    b"<script>one = 1</script><script src=a.js></script></head><body><div></div></body></html>"
)


@pytest.mark.parametrize(
    ("asked", "lang"),
    [("", "zh-CN"), ("zh-Hans", "zh-CN"), ("zh-Hant", "zh-Hant"), ("en", "en"), ('"><x', "zh-CN")],
)
def test_the_first_page_is_in_the_language_asked_for(asked: str, lang: str) -> None:
    page = rewritten(PAGE, asked).decode()
    assert page.startswith(f'<!DOCTYPE html><html lang="{lang}"><head><title>政府信息公开年报')
    assert '<meta name="description" content="中国政府信息公开工作年度报告' in page
    assert "<body><noscript>" in page


def test_only_the_scripts_of_the_page_itself_may_run() -> None:
    told = policy(PAGE, "example.org:8501")
    # printf 'one = 1' | openssl dgst -sha256 -binary | base64
    assert "script-src 'self' blob: 'sha256-GB0u734FHFAB1E5pJucGvGkqfRURo0bTa3V9Uy6PZpg='" in told
    assert "unsafe-eval" not in told
    assert "connect-src 'self' ws://example.org:8501 wss://example.org:8501" in told
    assert "default-src 'self'" in told


def test_a_strange_host_is_not_repeated() -> None:
    assert "evil" not in policy(PAGE, "x; script-src evil")

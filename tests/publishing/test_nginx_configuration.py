"""docs/operating/nginx.conf is taken by nginx, and sends the headers that the documentation promises."""

from __future__ import annotations

import http.client
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from nginx_server import PATIENCE, free_port, laid_out, running
from web_server import documented_headers

from gongkai.stages.publish.patterns import RULES, headers_for

ADDRESSES = (
    "/",
    "/policies/sfb/2026-9.html",
    "/policies/sfb/2026-9.files/table.pdf",
    "/assets/stylesheets/gongkai.css",
    "/assets/stylesheets/main.57a0d79d.min.css",
    "/search/shards.json",
    "/search/2026/docs.json?v=1",
    "/search/2026/fragment/und_1a2b3c4.pf_fragment",
    "/search/2026/pagefind.und_1a2b3c4.pf_meta",
    "/search/engine/wasm.und.pagefind",
    "/sitemap.xml",
    "/sitemaps/2026.xml",
)
# nginx keeps files as long as an object store is told to.
CACHED = {
    address: headers_for(RULES)(address.partition("?")[0][1:] or "index.html").cache_control for address in ADDRESSES
}
BLANK = "/%E6%94%BF%E7%AD%96%20%E6%96%87%E4%BB%B6.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of each sort; what is in them does not matter here."""
    folder = tmp_path_factory.mktemp("site")
    addresses = [path.partition("?")[0][1:] or "index.html" for path in CACHED]
    for address in (*addresses, "404.html", "政策 文件.html", ".well-hidden", "_gongkai/manifest.json"):
        file = folder / address
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{address} 公开" * 200, "utf-8")
    return folder


@pytest.fixture(scope="module")
def ports(nginx: str, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """Where the folder is served: encrypted, and what leads there."""
    encrypted, plain = free_port(), free_port()
    main = laid_out(tmp_path_factory.mktemp("nginx"), site, encrypted, plain)
    checked = subprocess.run([nginx, "-t", "-q", "-c", str(main)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
    with running(nginx, main, encrypted):
        yield encrypted, plain


def ask(connection: http.client.HTTPConnection, path: str, method: str = "GET") -> http.client.HTTPResponse:
    connection.request(method, path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


@pytest.fixture
def encrypted(ports: tuple[int, int]) -> http.client.HTTPSConnection:
    """To the site, whose certificate is our own."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    return http.client.HTTPSConnection("127.0.0.1", ports[0], timeout=PATIENCE, context=trusting)


@pytest.mark.parametrize(("path", "cached"), CACHED.items())
def test_every_file_comes_with_the_documented_headers(
    encrypted: http.client.HTTPSConnection, path: str, cached: str
) -> None:
    answer = ask(encrypted, path)
    assert answer.status == 200
    sent = {name.lower(): value for name, value in answer.getheaders()}
    assert {name: sent.get(name.lower()) for name in documented_headers()} == documented_headers()
    assert answer.headers.get_all("Cache-Control") == [cached]
    assert "/" not in sent["server"], "which nginx it is concerns nobody"


def test_text_says_its_charset_and_is_compressed(encrypted: http.client.HTTPSConnection) -> None:
    for path, kind in {"/": "text/html", BLANK: "text/html", "/assets/stylesheets/gongkai.css": "text/css"}.items():
        answer = ask(encrypted, path)
        assert answer.headers["Content-Type"] == f"{kind}; charset=utf-8"
        assert answer.headers["Content-Encoding"] == "gzip"
    assert ask(encrypted, "/search/shards.json").headers["Content-Encoding"] == "gzip"


def test_what_is_not_there_is_not_kept_by_anybody(encrypted: http.client.HTTPSConnection) -> None:
    answer = ask(encrypted, "/policies/sfb/none.html")
    assert answer.status == 404
    assert answer.headers["Cache-Control"] is None
    assert answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/.well-hidden", "/_gongkai/manifest.json"])
def test_hidden_files_are_not_served(encrypted: http.client.HTTPSConnection, path: str) -> None:
    assert ask(encrypted, path).status == 404


def test_there_is_nothing_to_send_to(encrypted: http.client.HTTPSConnection) -> None:
    assert ask(encrypted, "/", "DELETE").status == 405


def test_plain_requests_are_led_to_the_encrypted_site(ports: tuple[int, int]) -> None:
    answer = ask(http.client.HTTPConnection("127.0.0.1", ports[1], timeout=PATIENCE), "/columns/b.html")
    assert (answer.status, answer.headers["Location"]) == (301, "https://127.0.0.1/columns/b.html")

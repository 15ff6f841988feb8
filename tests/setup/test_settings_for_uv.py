"""What a person set for pip holds for uv too, and what they set for uv stays as it is."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("listing", "environ", "expected"),
    [
        pytest.param(
            "global.index-url='https://packages.example.nl/simple'",
            {},
            {"UV_DEFAULT_INDEX": "https://packages.example.nl/simple"},
            id="index from pip.conf",
        ),
        pytest.param(
            ":env:.index-url='https://b.example.nl'\nglobal.index-url='https://a.example.nl'",
            {},
            {"UV_DEFAULT_INDEX": "https://b.example.nl"},
            id="environment before file, in any order",
        ),
        pytest.param(
            "global.index-url='https://a.example.nl'",
            {"UV_DEFAULT_INDEX": "https://mine.example.nl"},
            {"UV_DEFAULT_INDEX": "https://mine.example.nl"},
            id="set for uv stays",
        ),
        pytest.param(
            "global.cert='/etc/gemeente.pem'\n:env:.proxy='http://proxy.example.nl:3128'\n:env:.default-timeout='180'",
            {},
            {
                "SSL_CERT_FILE": "/etc/gemeente.pem",
                "HTTPS_PROXY": "http://proxy.example.nl:3128",
                "UV_HTTP_TIMEOUT": "180",
            },
            id="certificate, proxy, patience",
        ),
        pytest.param(
            ":env:.no-index='1'\n:env:.find-links='/srv/wheels /srv/more'",
            {},
            {"UV_NO_INDEX": "1", "UV_FIND_LINKS": "/srv/wheels,/srv/more"},
            id="without network, from folders",
        ),
        pytest.param(
            "global.extra-index-url='https://extra.example.nl'\nglobal.find-links='/srv/wheels'",
            {},
            {"UV_INDEX": None, "UV_FIND_LINKS": None, "UV_DEFAULT_INDEX": None},
            id="extra sources are left out: everything is pinned by hash",
        ),
        pytest.param(
            "",
            {"VIRTUAL_ENV": "/home/a/.venv", "PYTHONPATH": "/x"},
            {"VIRTUAL_ENV": None, "PYTHONPATH": None},
            id="foreign",
        ),
        pytest.param(
            "", {"UV_NATIVE_TLS": "0"}, {"UV_SYSTEM_CERTS": None, "UV_NATIVE_TLS": "0"}, id="own choice of TLS"
        ),
    ],
)
def test_settings_handed_on(listing, environ, expected):
    from environments.installer import environment_for_uv, pip_settings

    handed_on = environment_for_uv(environ, pip_settings(listing))
    assert {name: handed_on.get(name) for name in expected} == expected

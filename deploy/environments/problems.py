"""What can stop set-up, and what the person can do about it."""

from __future__ import annotations

import re


class SetupProblem(Exception):
    """Set-up cannot go on.

    Args:
        what: one sentence that says what is the matter.
        advice: what the person can do, one line per possibility.
    """

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        return f"Set-up stopped: {self.what}\nWhat to do: {self.advice}"


# Ordered: the first pattern found in a tool's output explains it. A refused certificate is also a failed request.
_CAUSES: tuple[tuple[str, str, str], ...] = (
    (
        r"No space left on device|os error 28|Errno 28|Disk quota exceeded|os error 122",
        "the disk is full.",
        "free some space (about 5 GB are needed in all) and run `make setup` again.",
    ),
    (
        r"THESE PACKAGES DO NOT MATCH THE HASHES|[Hh]ash mismatch",
        "a fetched package is not the one that was pinned (its hash differs).",
        "do not install it by hand. Run `make setup` again; if it stays, ask who runs your package index, "
        "or tell the maintainers of this project.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|UnknownIssuer|invalid peer certificate|certificate verify failed|bad certificate",
        "the certificate of the package index is not trusted on this machine.",
        "install your organisation's certificate in the system (package ca-certificates), or name its file:\n"
        "    make setup PIP_CERT=/path/to/certificates.pem",
    ),
    (
        r"401 Unauthorized|403 Forbidden|407 Proxy|HTTP Error 40[137]|client error \(40[137]|40[13] Client Error",
        "the package index or the proxy refused access.",
        "check the name and password in PIP_INDEX_URL or UV_DEFAULT_INDEX, and HTTPS_PROXY. Then run it again.",
    ),
    (
        r"dns error|failed to lookup|Name or service not known|[Tt]emporary failure in name resolution"
        r"|Connection refused|error sending request|[Tt]imed? ?out|Network is unreachable|NewConnectionError"
        r"|Max retries|ProxyError|tunnel error|No route to host|from versions: none|network was disabled"
        r"|Connection reset",
        "the network or the package index cannot be reached.",
        "check the connection and run `make setup` again; what was fetched is kept.\n"
        "    Behind a proxy: set HTTPS_PROXY. With a package index of your own: set PIP_INDEX_URL.\n"
        "    Without network: put the packages in a folder and set PIP_NO_INDEX=1 and PIP_FIND_LINKS=/that/folder.",
    ),
    (
        r"[Ff]ailed to build|command '?(gcc|cc)'? failed|error: subprocess-exited-with-error",
        "a package could not be built on this machine.",
        "this machine may lack a ready-made package (64-bit Linux on x86 is tried and tested). On Debian, as root:\n"
        "    apt-get install build-essential",
    ),
)


def explain(output: str, doing: str, log_name: str) -> SetupProblem:
    """Turn the output of a failed tool into a problem with advice.

    Args:
        output: everything the tool printed.
        doing: what was being done, for example "installing the app environment".
        log_name: where the whole output can be read.
    """
    for pattern, what, advice in _CAUSES:
        if re.search(pattern, output):
            return SetupProblem(f"while {doing}: {what}", f"{advice}\nAll that was said: {log_name}")
    last = "\n".join("    " + line for line in output.strip().splitlines()[-12:])
    return SetupProblem(
        f"{doing} failed. The last lines:\n{last}",
        f"read the lines above and run `make setup` again. All that was said: {log_name}",
    )

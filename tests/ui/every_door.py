"""What is expected of every door: routes, functions of the staff pages, acts in rooms, documents. Nothing here is computed.

A door that is not here makes ``test_every_door`` fail; so does one that is here and is gone.
"""

from __future__ import annotations

STAFF_ROLES = ("consulent", "toetser", "teamleider", "bezwaarbehandelaar", "beheerder", "cultuurvertaler", "derde")
C, T, L, B, H, V = STAFF_ROLES[:6]

# --- routes of our own: "METHOD path" -> who gets something else than a refusal ------------------------------------------
ANYBODY, PERSON, STAFF = "anybody", "person", "staff"

OWN_ROUTES: dict[str, str | tuple[str, ...]] = {
    "GET /": ANYBODY, "HEAD /": ANYBODY,
    "GET /gesprek/gradio": ANYBODY, "GET /gesprek/woorden": ANYBODY, "POST /gesprek/code": ANYBODY,
    "GET /gesprek/scherm": PERSON, "GET /gesprek/eerder": PERSON, "POST /gesprek/beurt": PERSON,
    "POST /gesprek/tweede-feit": PERSON, "POST /gesprek/weg": ANYBODY,
    "GET /gesprek/gegevens": PERSON, "GET /gesprek/gegevens/alles.json": PERSON, "GET /gesprek/gegevens/alles.html": PERSON,
    "GET /gesprek/gegevens/plan.pdf": PERSON, "GET /gesprek/gegevens/samenvatting.pdf": PERSON,
    "POST /gesprek/gegevens/cijfers": PERSON, "POST /gesprek/gegevens/wijzigen": PERSON,
    "POST /gesprek/gegevens/vragen": PERSON, "POST /gesprek/gegevens/opnamen-weg": PERSON,
    "POST /gesprek/gegevens/delen-stop": PERSON,
    "GET /opnamen/toestemming": PERSON, "POST /opnamen/toestemming": PERSON, "POST /opnamen/antwoord": PERSON,
    "POST /opnamen/tekst": (V,), "POST /opnamen/tekst/terug": (V,), "GET /opnamen/{number}": (C,),
    "GET /documenten/team/overzicht.csv": (C, L), "GET /documenten/{case_id}/{name}": (C, T),
    "GET /inloggen": ANYBODY, "POST /inloggen": ANYBODY, "POST /uitloggen": ANYBODY,
    "GET /inloggen/verder": ANYBODY, "POST /inloggen/verder": ANYBODY, "POST /aanwezig": ANYBODY,
    "GET /inloggen/wachtwoord": STAFF_ROLES, "POST /inloggen/wachtwoord": STAFF_ROLES,
    "GET /inloggen/gemeente": ANYBODY, "GET /inloggen/gemeente/terug": ANYBODY,
    "GET /gesprek/aanmelden": ANYBODY, "GET /gesprek/aangemeld": ANYBODY,
    "GET /beheer": ANYBODY, "GET /beheer/": (H,), "GET /beheer/toestand": (H,), "POST /beheer/": (H,),
    "GET /middelen/{version}/{name:path}": ANYBODY, "HEAD /middelen/{version}/{name:path}": ANYBODY,
    "GET /gezond": ANYBODY, "GET /healthz": ANYBODY, "GET /readyz": ANYBODY, "GET /metrics": ANYBODY,
    "GET /consulent": ANYBODY, "GET /vertaler": ANYBODY,
}  # fmt: skip
"""``anybody``: says nothing about anybody (proved for every visitor). ``person``: the session of the person of that case."""

# --- Gradio, which publishes these under every mount ---------------------------------------------------------------------
GRADIO_STAFF_OPEN = frozenset({
    "GET /", "HEAD /", "GET /config", "GET /config/", "GET /static/{path:path}", "GET /assets/{path:path}", "GET /favicon.ico",
    "GET /theme.css", "GET /robots.txt", "GET /gradio_api/login_check", "GET /gradio_api/login_check/",
    "POST /gradio_api/component_server", "POST /gradio_api/component_server/",
})  # fmt: skip
GRADIO_PERSON_OPEN = frozenset({
    "GET /", "HEAD /", "GET /static/{path:path}", "GET /assets/{path:path}", "GET /favicon.ico", "GET /theme.css",
    "GET /robots.txt",
})  # fmt: skip
GRADIO_ROUTES = frozenset("""
POST /login/ | POST /login | GET /logout | GET /svelte/{path:path} | GET / | HEAD / | GET /gradio_api/deep_link | GET /config |
GET /config/ | GET /static/{path:path} | GET /assets/{path:path} | GET /favicon.ico | GET /theme.css | GET /robots.txt |
GET /pwa_icon/{size} | GET /pwa_icon | GET /manifest.json | GET /monitoring | GET /monitoring/summary | GET /monitoring/{key} |
GET /gradio_api/user/ | GET /gradio_api/user | GET /gradio_api/login_check/ | GET /gradio_api/login_check |
GET /gradio_api/token/ | GET /gradio_api/token | GET /gradio_api/app_id/ | GET /gradio_api/app_id | GET /gradio_api/dev/reload |
GET /gradio_api/runs/ | GET /gradio_api/runs | GET /gradio_api/info | GET /gradio_api/info/ | GET /gradio_api/openapi.json |
GET /gradio_api/custom_component/{id}/{environment}/{type}/{file_name} | GET /gradio_api/proxy={url_path:path} |
HEAD /gradio_api/proxy={url_path:path} | GET /gradio_api/file={path_or_url:path} | HEAD /gradio_api/file={path_or_url:path} |
POST /gradio_api/stream/{event_id} | POST /gradio_api/stream/{event_id}/close |
GET /gradio_api/stream/{session_hash}/{run}/{component_id}/playlist.m3u8 |
GET /gradio_api/stream/{session_hash}/{run}/{component_id}/{segment_id}.{ext} |
GET /gradio_api/stream/{session_hash}/{run}/{component_id}/playlist-file | GET /gradio_api/file/{path:path} |
POST /gradio_api/reset | POST /gradio_api/reset/ | GET /gradio_api/heartbeat/{session_hash} | POST /gradio_api/api/{api_name}/ |
POST /gradio_api/api/{api_name} | POST /gradio_api/run/{api_name}/ | POST /gradio_api/run/{api_name} |
POST /gradio_api/call/v2/{api_name}/ | POST /gradio_api/call/v2/{api_name} | POST /gradio_api/call/{api_name}/ |
POST /gradio_api/call/{api_name} | POST /gradio_api/queue/join | POST /gradio_api/cancel |
GET /gradio_api/call/{api_name}/{event_id} | GET /gradio_api/call/v2/{api_name}/{event_id} | GET /gradio_api/queue/data |
POST /gradio_api/component_server/ | POST /gradio_api/component_server | GET /gradio_api/queue/status |
GET /gradio_api/upload_progress | POST /gradio_api/upload | GET /gradio_api/startup-events | GET /gradio_api/theme.css |
POST /gradio_api/process_recording | POST /gradio_api/vibe-edit | POST /gradio_api/vibe-edit/ | POST /gradio_api/undo-vibe-edit |
POST /gradio_api/undo-vibe-edit/ | GET /gradio_api/vibe-code | GET /gradio_api/vibe-code/ | POST /gradio_api/vibe-code |
POST /gradio_api/vibe-code/ | POST /gradio_api/vibe-starter-queries | POST /gradio_api/vibe-starter-queries/
""".replace("\n", " ").strip().split(" | "))  # fmt: skip
"""What Gradio 6.31 publishes. A new version with another list must be looked at: all but the open ones answer 404."""

# --- functions of the server behind the staff pages: name -> roles that get something else than a refusal ------------------
FUNCTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "/consulent": {
        "look": (C, T, L, B), "room": (C, T, L, B), "act": (C, T, L, B), "create": (C,), "read": (C,), "go_alone": (C,),
        "send_back": (C,), "write": (C,), "set_reader": (C,),
    },
    "/vertaler": dict.fromkeys(
        (
            "shell", "queue", "take", "keep", "decide", "undo", "texts_list", "text_open", "text_check", "text_decide",
            "text_undo", "words",
        ), (V,),
    ),
    "/": {},
}  # fmt: skip

# --- cases: who may be in them, by what there is to say of them -----------------------------------------------------------------
IN: dict[str, tuple[str, ...]] = {"own": (C, T, L, B), "other": (L,)}
"""``own``: of the consulent, its concept was handed in, and bezwaar runs. ``other``: of a colleague, and still being made."""

LISTED: dict[str, tuple[str, ...]] = {
    "everything": (C,), "counts": (T, L), "phase and clocks": ("collega",), "nothing": (B, H, V, "derde"),
}  # fmt: skip
"""What the row of a case of the consulent tells whom; ``collega`` is another consulent. No bezwaar runs in it."""

RECORDINGS: dict[str, tuple[str, ...]] = {"own": (C, "own speaker"), "other": ("collega", "other speaker")}
"""Who may hear what a person said aloud, in a case of the consulent and in one of a colleague."""

# --- rooms: who sees them (in a case they may be in), and who may do what in them ------------------------------------------
ROOMS: dict[str, tuple[str, ...]] = {
    "stand": (C, T, L), "ingevoerd": (C,), "voorbereiding": (C,), "gesprek": (C,), "leerroute": (C, T), "plan": (C, T, B),
    "besluit": (C, T, L, B), "documenten": (C, T, B), "invoer": (C,), "team": (C, L),
    "rechten": (C,),
}  # fmt: skip
_WRITES = (C,)
ACTS: dict[str, dict[str, tuple[str, ...]]] = {
    "stand": {
        "enter": _WRITES, "withdraw": _WRITES, "phase": _WRITES, "invited": _WRITES, "date": _WRITES, "reason": _WRITES,
        "dealt": _WRITES, "hand_over": (C, L), "read": _WRITES, "new_code": _WRITES, "revoke_code": _WRITES,
    },
    "ingevoerd": {"decide": (C,)},
    "voorbereiding": {},
    "gesprek": dict.fromkeys(("keep", "add", "confirm", "discuss", "begin", "change", "end", "language"), (C,)),
    "leerroute": {"enter": _WRITES, "withdraw": _WRITES},
    "plan": {
        "enter": _WRITES, "withdraw": _WRITES, "enter_child": _WRITES, "keep_week": _WRITES, "write": _WRITES,
        "back_to_draft": _WRITES, "restore": _WRITES, "settle": _WRITES, "check_off": _WRITES, "make_comment": (T,),
        "answer": _WRITES,
    },
    "besluit": {
        "voorleggen": _WRITES, "terughalen": _WRITES, "opmerking": (T,), "antwoord": _WRITES, "akkoord": (T,),
        "terugsturen": (T,), "erkennen": _WRITES, "gesprek": _WRITES, "vaststellen": (C, L), "dagtekenen": (C, L),
        "ontdagtekenen": (C, L), "bekendmaken": (C,), "herzien": _WRITES, "bezwaar": _WRITES, "uitkomst": _WRITES,
        "verhuizen": _WRITES, "archiveren": _WRITES, "heropenen": _WRITES,
    },
    "documenten": {"verstrek": (C,)},
    "rechten": {"decide": _WRITES, "erase": _WRITES, "enter": _WRITES, "withdraw": _WRITES},
    "invoer": {"look": (C,), "take": (C,)},
    "team": {"export": (C, L)},
}  # fmt: skip

# --- documents: who may have them of a case they may be in ----------------------------------------------------------------
DOCUMENTS: dict[str, tuple[str, ...]] = {
    "concept": (C, T), "pip": (C,), "samenvatting": (C,), "voorbereiding": (C,), "duo": (C,), "overdracht": (C,),
    "afspraken": (C,), "dossier": (C,), "archief": (C, T, B), "partner_taalschool": (C,),
    "partner_maatschappelijke_begeleiding": (C,), "partner_coa": (C,), "partner_werk_en_inkomen": (C,),
    "partner_schuldhulp": (C,), "partner_lbt_afnemer": (C,),
}  # fmt: skip
"""A role that may have it can still be told that it is not there yet, or has to be given out first."""

"""Documents on their way out, through authorised addresses of our own.

| address | who | gives |
| --- | --- | --- |
| `GET /documenten/<case>/<id>.<form>` | whoever may have it (`assistant.documents.giving.may_have`) | the case as it is now |
| `GET /documenten/<case>/<id>.<form>?versie=1` | the same | a plan as it was set |
| `GET /documenten/<case>/<id>.<form>?uit=12` | who gave it, for 15 minutes | what leaves, as entry 12 of the dossier says |
| `GET /documenten/team/overzicht.csv` | who may see the team's figures | counts, without anybody's data |

Everything is sent as a file to keep (never as a page of ours), and is kept in no cache.
"""

from ui.documents.router import documents_router

__all__ = ["documents_router"]

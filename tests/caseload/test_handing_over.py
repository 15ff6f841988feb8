"""The summary for a colleague: from the record and the dossier, in sentences, and without words for who may not read them."""

from __future__ import annotations

import pytest

from assistant.case_file import CaseFile
from assistant.handing_over import handover_summary
from assistant.record import Answer, fold
from tests.caseload.constructed_file import Made, case, event, in_days, term


def said(file: CaseFile, question: str, state: str = "later") -> Answer:
    return Answer(
        question=question, entry=None, state=state, value=None, words="", at="2026-11-20T10:00:00+00:00", turn=1,  # type: ignore[arg-type]
        language="ti", script="Zyyy", understood_by="button", rule="", confidence=1.0, to_confirm=False, speaker="person",
        present="alleen", channel="own_chat", typed_by="person", catalogue=file.catalogue.name,
        catalogue_version=file.catalogue.version,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("made", "line"),
    [
        ((), "Fase 10 Geregistreerd"),
        ((), "De doelgroep volgens DUO is nog niet ingevuld."),
        (term(-2), "PIP vaststellen: 2 dagen te laat"),
        (
            (*term(-2), ("termijn_reden", {"klok": "pip", "soort": "bewust_gewacht", "reden": "Wacht op diploma."})),
            "Wacht op diploma.",
        ),
        ((("afspraak", {"soort": "lbt", "datum": in_days(3), "tijd": "9:00"}),), "Afspraak: LBT op 26 november 2026 om 9:00."),
        (
            (("doel", {"termijn": "nu", "tekst": "Fiets regelen", "wie": "klantmanager", "voor": in_days(7)}),),
            "Afgesproken stap: Fiets regelen (klantmanager), klaar voor 30 november 2026.",
        ),
        ((("verwijzing", {"naar": "huisarts", "wat": "x", "akkoord": True}),), "Verwezen naar: Huisarts."),
        ((("gemachtigde", {"naam": "N. Tesfay", "vanaf": in_days(-9), "relatie": "broer"}),), "Gemachtigde: N. Tesfay (broer)."),
        ((("ingevoerd", {"veld": "x", "bron": "TVS", "voor": "consulent"}),), "bevestigd moeten worden: 1."),
        ((("voorgelegd", {}), ("toets", {"besluit": "terug"})), "Volgende stap: "),
    ],
)
def test_what_the_colleague_reads(file: CaseFile, made: tuple[Made, ...], line: str) -> None:
    assert any(line in one for one in handover_summary(case(file, *made)))


@pytest.mark.parametrize(
    "made",
    [
        (("afspraak", {"soort": "lbt", "datum": in_days(-3)}),),
        (("gemachtigde", {"naam": "N. Tesfay", "vanaf": in_days(-9), "tot": in_days(-1)}),),
    ],
)
def test_what_is_over_is_left_out(file: CaseFile, made: tuple[Made, ...]) -> None:
    assert handover_summary(case(file, *made))[3:] == handover_summary(case(file))[3:]


def test_open_points_and_words_only_for_who_may_read_answers(file: CaseFile) -> None:
    from dataclasses import replace

    answers = (said(file, "werk.droombaan"), said(file, "werk.broodbaan", "liever_met_een_persoon"))
    asked = event("question", 3, words="Mag mijn kind mee?", language="nl")
    full = replace(case(file, events=(asked,)), answers=answers, record=fold(file.catalogue, answers))
    label = file.catalogue.question("werk.droombaan").label
    lines = handover_summary(full)
    assert any(one.startswith("Nog te bespreken (2):") and label in one for one in lines)
    assert any("Mag mijn kind mee?" in one for one in lines)
    counted = " ".join(handover_summary(full, answers=False))
    assert "Nog te bespreken: 2 vragen." in counted
    assert label not in counted and "Mag mijn kind mee?" not in counted

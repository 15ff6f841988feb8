"""ESCO occupations from a folder of the user's own, as an addition to our words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.understanding import occupations
from assistant.understanding.esco import NoEscoFiles, NoEscoFolder, NotEscoOccupations, load_esco
from tests.understanding.saying import said

PORTAL = (
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels\n"
    'Occupation,x,8121,proefdraadtrekker,"proeftrekker van draad\nproefspoeler"\n'
    "Occupation,y,7531,proefkleermaker,\n"
    "Occupation,z,7532,proefspoeler,\n"
)
TABLE = "uri\tisco\tnl\tnl_alt\ten\nx\t2654\tproefinspicient\tzandvormproever|proefchef\ttest stage manager\n"


@pytest.fixture
def without_labels() -> Iterator[None]:
    yield
    occupations.add_labels({})


def test_labels_in_the_form_of_the_portal(tmp_path: Path) -> None:
    (tmp_path / "occupations_nl.csv").write_text(PORTAL, encoding="utf-8")
    labels = load_esco(tmp_path)
    assert labels["proefdraadtrekker"] == "8121"
    assert labels["proeftrekkervandraad"] == "8121"
    assert "proefspoeler" not in labels, "two unit groups: not known"


def test_labels_in_one_table_for_all_languages(tmp_path: Path) -> None:
    (tmp_path / "occupations.tsv").write_text(TABLE, encoding="utf-8")
    assert load_esco(tmp_path) == {
        "proefinspicient": "2654",
        "zandvormproever": "2654",
        "proefchef": "2654",
        "teststagemanager": "2654",
    }


@pytest.mark.usefixtures("without_labels")
def test_a_label_counts_when_it_is_the_whole_answer() -> None:
    before = said("zandvormproever", "occupation", "nl")
    occupations.add_labels({"zandvormproever": "2654", "kleermaker": "9999"})
    assert before.value["isco"] is None
    assert said("Zandvormproever.", "occupation", "nl").value == {"text": "Zandvormproever.", "isco": "2654"}
    assert said("zandvormproever", "occupation", "ar").value["isco"] == "2654"
    assert said("kleermaker", "occupation", "nl").value["isco"] == "7531", "our own words come first"
    assert said("ik droom van zandvormproever worden", "occupation", "nl").value["isco"] is None


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NoEscoFolder, match="Put the downloaded CSV files there"):
        load_esco(tmp_path / "esco")


def test_a_folder_without_files(tmp_path: Path) -> None:
    with pytest.raises(NoEscoFiles, match=r"occupations_nl\.csv"):
        load_esco(tmp_path)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"naam,code\nkok,5120\n", "its columns are naam, code"),
        (b"iscoGroup,preferredLabel\nvijf,kok\n", "row 2 has 'vijf'"),
        (b"iscoGroup,preferredLabel\n5120,\xff\xfe\n", "not UTF-8"),
        (b"", "its columns are none"),
    ],
)
def test_a_file_that_is_something_else(tmp_path: Path, content: bytes, problem: str) -> None:
    (tmp_path / "wrong.csv").write_bytes(content)
    with pytest.raises(NotEscoOccupations, match=problem):
        load_esco(tmp_path)

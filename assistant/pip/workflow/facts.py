"""What the stage of a case rests on: entries of the workflow as they stand now, read from the case file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from assistant.case_file import CaseFile
from assistant.dossier.entry import Entry
from assistant.dossier.forms import day_nl
from assistant.dossier.objections import running_in
from assistant.pip.concept import AFTER_CHECK, concept_digest
from assistant.pip.model import Blocking, Plan
from assistant.pip.plan import plan_of
from assistant.pip.workflow.own_words import own_words
from assistant.pip.workflow.steps import CHECK_PHASE, OF_WORKFLOW, TALK_PHASE, StageName, Step
from assistant.store import PlanVersion


def concept_now(file: CaseFile) -> str:
    """``concept_digest`` of the plan as it stands now."""
    return concept_digest(plan_of(file))


def running_objections(file: CaseFile) -> tuple[Entry, ...]:
    """Bezwaar and beroep that came in and have no outcome yet, oldest first."""
    return running_in(file.dossier)


def newest_version(file: CaseFile) -> PlanVersion | None:
    """The plan that was set last, or None."""
    return file.versions[-1] if file.versions else None


def of_version(file: CaseFile, kind: str, number: int) -> Entry | None:
    """The entry ``vastgesteld``, ``dagtekening`` or ``bekendgemaakt`` of a version, or None."""
    return file.dossier.latest(kind, versie=number)


def open_points(file: CaseFile, plan: Plan) -> tuple[Blocking, ...]:
    """What stands in the way of setting the plan or was acknowledged: of the plan itself, and of the talk about it."""
    now = Facts(file, plan)
    given = now.acknowledged
    found = [
        replace(one, acknowledged=given.get(one.id)) if one.acknowledged is not None else one
        for one in plan.blocking
        if one.id not in OF_WORKFLOW
    ]
    talk = now.talk
    if talk is not None and now.needs_talk and talk.get("concept") not in (None, now.digest):
        point = f"gesprek_andere_tekst.{now.digest}"
        found.append(
            Blocking(
                point,
                f"Het plan is veranderd na het PIP-gesprek van {day_nl(talk.get('datum'))}. "
                "Bespreek de verandering en leg het gesprek opnieuw vast.",
                AFTER_CHECK, False, given.get(point),
            )
        )  # fmt: skip
    return tuple(found)


@dataclass(frozen=True)
class Facts:
    """What the stage is computed from."""

    file: CaseFile
    plan: Plan

    @cached_property
    def digest(self) -> str:
        """``concept_digest`` of the plan."""
        return concept_digest(self.plan)

    @cached_property
    def version(self) -> int:
        """Number of the newest set plan, 0 when there is none."""
        newest = newest_version(self.file)
        return newest.number if newest else 0

    @cached_property
    def set_entry(self) -> Entry | None:
        """That it was set."""
        return of_version(self.file, "vastgesteld", self.version) if self.version else None

    @cached_property
    def revision(self) -> Entry | None:
        """The revision that is being worked on."""
        newest = self.file.dossier.latest("herziening")
        if newest is None or self.set_entry is None or newest.id < self.set_entry.id:
            return None
        return newest

    @property
    def drafting(self) -> bool:
        """Whether there is a text to work on."""
        return self.version == 0 or self.revision is not None

    def _of_round(self, kind: str) -> tuple[Entry, ...]:
        if not self.drafting:
            return ()
        since = self.revision.id if self.revision else 0
        return tuple(entry for entry in self.file.dossier.all(kind) if entry.id > since)

    @cached_property
    def acknowledged(self) -> dict[str, str]:
        """Id of a point -> the reason it was let through with in this round: a new version is looked at anew."""
        return {str(entry.get("punt")): str(entry.get("reden")) for entry in self._of_round("erkend")}

    @cached_property
    def submitted(self) -> Entry | None:
        """That it was given to the toetser, this round."""
        return next(reversed(self._of_round("voorgelegd")), None)

    @cached_property
    def verdict(self) -> Entry | None:
        """The toetser's decision on what was submitted last, or None while they are looking."""
        newest = next(reversed(self._of_round("toets")), None)
        if newest is None or (self.submitted is not None and newest.id < self.submitted.id):
            return None
        return newest

    @cached_property
    def talk(self) -> Entry | None:
        """The PIP talk of this round in which the person said it back."""
        told = [one for one in self._of_round("pip_gesprek") if own_words(str(one.get("teach_back") or ""))]
        return told[-1] if told else None

    @cached_property
    def needs_check(self) -> bool:
        """Whether the municipality has a toetser."""
        return uses(self.file, CHECK_PHASE)

    @cached_property
    def needs_talk(self) -> bool:
        """Whether the municipality has a PIP talk."""
        return uses(self.file, TALK_PHASE)

    @cached_property
    def moved(self) -> bool:
        """Whether the text changed since it was submitted."""
        return self.submitted is not None and self.submitted.get("concept") != self.digest

    @cached_property
    def agreed(self) -> bool:
        """Whether the toetser agreed to the text as it is now."""
        return self.verdict is not None and self.verdict.get("besluit") == "akkoord" and self.same_text

    @property
    def same_text(self) -> bool:
        """Whether the verdict is about the text as it is now."""
        return self.verdict is not None and self.verdict.get("concept") == self.digest

    @cached_property
    def lapsed(self) -> Entry | None:
        """The agreement that no longer holds, or None."""
        if self.verdict is None or self.verdict.get("besluit") != "akkoord" or self.same_text:
            return None
        return self.verdict

    @cached_property
    def step(self) -> Step:
        """Where the text of now stands."""
        if not self.drafting:
            if of_version(self.file, "bekendgemaakt", self.version):
                return "bekendgemaakt"
            return "gedagtekend" if of_version(self.file, "dagtekening", self.version) else "vastgesteld"
        if self.submitted is not None and self.verdict is None:
            return "voorgelegd"
        if self.verdict is not None and self.verdict.get("besluit") == "terug":
            return "teruggestuurd"
        if self.needs_check and not self.agreed:
            return "concept"
        if self.talk is not None:
            return "gesprek_gehouden"
        return "akkoord" if self.agreed else "concept"

    @cached_property
    def hold(self) -> tuple[Entry, ...]:
        """Bezwaar and beroep that run."""
        return running_objections(self.file)

    @cached_property
    def archived(self) -> Entry | None:
        """That the case was archived, or None."""
        return self.file.dossier.latest("gearchiveerd")

    @cached_property
    def moved_away(self) -> Entry | None:
        """That the person moved to another municipality, or None."""
        return self.file.dossier.latest("verhuisd")

    @cached_property
    def open_comments(self) -> tuple[Entry, ...]:
        """Comments of this round that nobody answered yet."""
        answered = {entry.get("opmerking") for entry in self.file.dossier.all("toets_antwoord")}
        return tuple(entry for entry in self._of_round("toets_opmerking") if entry.id not in answered)

    @cached_property
    def name(self) -> StageName:
        """Where the whole case stands."""
        if self.archived:
            return "gearchiveerd"
        if self.moved_away:
            return "verhuisd"
        if self.hold and not self.drafting:
            return "in_bezwaar"
        if self.revision is not None and self.step == "concept":
            return "in_herziening"
        return self.step

    @cached_property
    def brought(self) -> Entry | None:
        """The entry that brought the case where it stands."""
        by_name: dict[str, Entry | None] = {
            "gearchiveerd": self.archived, "verhuisd": self.moved_away, "in_herziening": self.revision,
            "in_bezwaar": self.hold[-1] if self.hold else None, "voorgelegd": self.submitted,
            "teruggestuurd": self.verdict, "akkoord": self.verdict, "gesprek_gehouden": self.talk,
        }  # fmt: skip
        if self.name in by_name:
            return by_name[self.name]
        kinds = {"vastgesteld": "vastgesteld", "gedagtekend": "dagtekening", "bekendgemaakt": "bekendgemaakt"}
        return of_version(self.file, kinds[self.name], self.version) if self.name in kinds else None


def uses(file: CaseFile, phase_id: str) -> bool:
    """Whether the municipality has this phase and does not skip it."""
    phase = file.municipality.phase(phase_id)
    return phase is not None and not phase.skipped

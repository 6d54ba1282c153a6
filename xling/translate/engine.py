"""The Translator of xling: copies what needs no translation, asks the cache, decodes the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from xling.models import ModelInfo
from xling.translate import record
from xling.translate.amounts import amounts
from xling.translate.cache import Cache
from xling.translate.codes import kept_codes
from xling.translate.dateline import dateline
from xling.translate.dateline_de import german_dateline
from xling.translate.decoder import Decoder
from xling.translate.guard import repeats
from xling.translate.heads import Head, free, ornament, restored, without
from xling.translate.kept import is_part
from xling.translate.ladder import Ladder, Pinned
from xling.translate.made_up import mended
from xling.translate.names import kept_names
from xling.translate.readable import readable
from xling.translate.tidy import tidied
from xling.translate.units import Draft, Unit, units_of
from xling.types import Segment, TermMatch, Translation

_SENTENCE_END = ".!?。！？"
_CHUNK = 256  # segments between two writes to the cache: so much work at most is lost to a kill


@dataclass(frozen=True, slots=True)
class MarianTranslator:
    """Fits :class:`xling.protocols.Translator`. ``notes`` say what went wrong with the cache."""

    info: ModelInfo
    decoder: Decoder
    ladder: Ladder
    cache: Cache | None = None

    @property
    def signature(self) -> str:
        return f"{self.info.name}@{self.info.fingerprint}|{self.decoder.settings.signature}"

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(self.cache.notes) if self.cache else ()

    def translate(
        self, segments: Sequence[Segment], terms: Sequence[Sequence[TermMatch]] | None = None
    ) -> list[Translation]:
        """One translation per segment, in order. A text without letters, or in the target language, is copied."""
        matches = [tuple(each) for each in terms] if terms is not None else [()] * len(segments)
        if len(matches) != len(segments):
            raise ValueError(f"{len(segments)} segments but terms for {len(matches)}")
        result: list[Translation] = []
        for start in range(0, len(segments), _CHUNK):
            result += self._chunk(segments[start : start + _CHUNK], matches[start : start + _CHUNK])
        return result

    def _chunk(self, segments: Sequence[Segment], matches: Sequence[tuple[TermMatch, ...]]) -> list[Translation]:
        done: dict[int, Translation] = {}
        keys: dict[int, str] = {}
        for index, (segment, terms) in enumerate(zip(segments, matches, strict=True)):
            if reason := copied(segment, self.info.target):
                done[index] = Translation(segment, self.info.target, segment.text, warnings=(f"copied: {reason}",))
            else:
                keys[index] = record.key(self.signature, segment, terms, self.ladder.judge)
        stored = self.cache.get(list(keys.values())) if self.cache else {}
        for index, key in keys.items():
            if (entry := stored.get(key)) and (known := record.load(entry, segments[index], matches[index])):
                done[index] = replace(known, lang=self.info.target, model=self.info.name)
        missing = [index for index in keys if index not in done]
        fresh = self._decode([segments[i] for i in missing], [matches[i] for i in missing])
        done.update(zip(missing, fresh, strict=True))
        if self.cache:
            self.cache.put({keys[index]: record.dump(done[index]) for index in missing})
        return [done[index] for index in range(len(segments))]

    def _decode(self, segments: Sequence[Segment], matches: Sequence[tuple[TermMatch, ...]]) -> list[Translation]:
        """Translations of the segments as the model reads them best; positions are the same in both."""
        if not self.decoder.choosy:
            return self._in_parts(segments, matches)
        read = [replace(segment, text=readable(segment.text, segment.lang)) for segment in segments]
        heads = [free(self._head(segment), terms) for segment, terms in zip(read, matches, strict=True)]
        bodies = [
            without(segment, terms, head) if head else (segment, terms)
            for segment, terms, head in zip(read, matches, heads, strict=True)
        ]
        found = self._in_parts([segment for segment, _ in bodies], [terms for _, terms in bodies])
        return [
            restored(each, segment, terms, head) if head else replace(each, segment=segment)
            for each, segment, terms, head in zip(found, segments, matches, heads, strict=True)
        ]

    def _head(self, segment: Segment) -> Head | None:
        rule = {"zh": dateline, "de": german_dateline}.get(segment.lang) if self.info.target == "en" else None
        return (rule(segment.text) if rule else None) or ornament(segment.text)

    def _in_parts(self, segments: Sequence[Segment], matches: Sequence[tuple[TermMatch, ...]]) -> list[Translation]:
        """Translations part by part; as a whole where the parts, each sound by itself, make a loop together."""
        decoder = self.decoder
        result = self._decoded(segments, matches, decoder.fits, decoder.bears)
        if not decoder.settings.guard:
            return result
        loops = [index for index, (segment, found) in enumerate(zip(segments, result, strict=True)) if
                 repeats(found.text) and not repeats(segment.text) and decoder.reads(segment.text)
                 and not decoder.fits(segment.text)]  # fmt: skip
        whole = self._decoded([segments[i] for i in loops], [matches[i] for i in loops], decoder.reads, decoder.reads)
        for index, found in zip(loops, whole, strict=True):
            if not repeats(found.text):
                result[index] = replace(
                    found, warnings=(*found.warnings, "repetition over parts: translated as a whole")
                )
        return result

    def _decoded(
        self,
        segments: Sequence[Segment],
        matches: Sequence[tuple[TermMatch, ...]],
        fits: Callable[[str], bool],
        bears: Callable[[str], bool],
    ) -> list[Translation]:
        units = [
            units_of(segment.text, [*terms, *self._kept(segment, terms)], fits, bears, self.decoder.reads)
            for segment, terms in zip(segments, matches, strict=True)
        ]
        drafts = iter(self.decoder.draft([unit for group in units for unit in group]))
        grouped: list[list[Draft]] = [[draft for _ in group for draft in next(drafts)] for group in units]
        pinned = iter(self._pinned([draft for group in grouped for draft in group]))
        result = []
        for segment, terms, cut, group in zip(segments, matches, units, grouped, strict=True):
            notes = (f"long: translated in {len(cut)} parts",) if len(cut) > 1 else ()
            parts = [(draft, self._tidied(segment.text, draft.unit, next(pinned))) for draft in group]
            joined = record.join(segment, terms, parts, self.info)
            result.append(replace(joined, warnings=(*notes, *joined.warnings)))
        return result

    def _pinned(self, drafts: Sequence[Draft]) -> list[Pinned]:
        """What the ladder makes of the drafts; the words that a weak model made up are mended then."""
        found = self.ladder.pin(drafts)
        if not (self.decoder.choosy and self.decoder.settings.guard):
            return found
        return mended(self.decoder, [draft.unit.text for draft in drafts], found)

    def _tidied(self, text: str, unit: Unit, pinned: Pinned) -> Pinned:
        before, end = text[: unit.start].rstrip(), unit.start + len(unit.text)
        begins = not before or before[-1] in _SENTENCE_END
        ends = not text[end:].strip() or unit.text.rstrip()[-1:] in _SENTENCE_END
        return tidied(pinned, unit.text, begins=begins, ends=ends) if self.decoder.settings.guard else pinned

    def _kept(self, segment: Segment, terms: Sequence[TermMatch]) -> list[TermMatch]:
        """The codes, amounts and names to keep. Where an editor's term touches one, the term decides, unless it is a
        part that is rendered with the whole: Milliarde → billion in $2 billion."""
        settings, judge, found = self.decoder.settings, self.ladder.judge, list[TermMatch]()
        finders = ((settings.names, kept_codes), (settings.amounts, amounts), (settings.names, kept_names))
        for wanted, finder in finders:
            for each in finder(segment.text, segment.lang, self.info.target) if wanted else ():
                touched = [term for term in terms if term.span.overlaps(each.span)]
                rendered = all(
                    is_part(term.span, each.span) and judge.honoured(term, each.term.target) for term in touched
                )
                if rendered and not any(each.span.overlaps(other.span) for other in found):
                    found.append(each)
        return found


def copied(segment: Segment, target: str) -> str:
    """Why a segment is copied instead of translated; empty when it is to be translated."""
    if not any(map(str.isalpha, segment.text)):
        return "no letters"
    if segment.lang == target:
        return {"en": "already English"}.get(target, f"already {target}")
    return ""

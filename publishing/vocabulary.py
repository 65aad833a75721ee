"""Closed lists of words that editors choose from, in every language that they write in."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from municipality.model import Words
from text.turkish import fold


class Word(StrEnum):
    """A StrEnum whose members have a name per language and are found by any of them."""

    words: Words

    def __new__(cls, code: str, tr: str, en: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.words = Words(tr=tr, en=en)
        return member

    @property
    def label(self) -> str:
        """The word in the current language, as it stands in a list."""
        return str(self.words)

    @classmethod
    def by_word(cls) -> Mapping[str, Self]:
        return {fold(word): member for member in cls for word in member.words.values()}


class Publication(Word):
    DRAFT = ("draft", "taslak", "draft")
    PUBLISHED = ("published", "yayında", "published")
    WITHDRAWN = ("withdrawn", "kaldırıldı", "withdrawn")


class Severity(Word):
    URGENT = ("urgent", "acil", "urgent")
    IMPORTANT = ("important", "önemli", "important")
    INFORMATION = ("information", "bilgi", "information")


class AnnouncementType(Word):
    WATER = ("water", "su", "water")
    ELECTRICITY = ("electricity", "elektrik", "electricity")
    GAS = ("gas", "doğal gaz", "gas")
    ROAD = ("road", "yol", "road")
    TRANSPORT = ("transport", "ulaşım", "transport")
    SNOW = ("snow", "kar ve buz", "snow and ice")
    DISASTER = ("disaster", "afet", "disaster")
    ZONING = ("zoning", "imar askısı", "zoning plan")
    TENDER = ("tender", "ihale", "tender")
    COUNCIL = ("council", "meclis", "council")
    RECRUITMENT = ("recruitment", "personel alımı", "recruitment")
    GENERAL = ("general", "genel", "general")

    @property
    def is_notice(self) -> bool:
        """Legal notices are listed apart and stay after their end."""
        return self in {self.ZONING, self.TENDER, self.COUNCIL, self.RECRUITMENT}


class Stage(Word):
    PLANNED = ("planned", "planlanıyor", "planned")
    DESIGN = ("design", "projelendiriliyor", "being designed")
    TENDER = ("tender", "ihalede", "out to tender")
    CONSTRUCTION = ("construction", "yapım sürüyor", "under construction")
    PAUSED = ("paused", "durduruldu", "paused")
    COMPLETED = ("completed", "tamamlandı", "completed")
    CANCELLED = ("cancelled", "iptal edildi", "cancelled")

    @property
    def is_finished(self) -> bool:
        """Nothing more will be done."""
        return self in {self.COMPLETED, self.CANCELLED}


# What a project goes through from first to last; it may be paused or cancelled anywhere.
STAGE_LINE = (Stage.PLANNED, Stage.DESIGN, Stage.TENDER, Stage.CONSTRUCTION, Stage.COMPLETED)


class Answer(Word):
    YES = ("yes", "evet", "yes")
    NO = ("no", "hayır", "no")

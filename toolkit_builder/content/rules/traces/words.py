"""Words that a program has written and nobody has mended, and words that stand for others still to come."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .trace import Trace


class _Kind(NamedTuple):
    """One kind of such words.

    Args:
        pattern: what is found; between words it takes any blank, as lines are folded where they please.
        what: it is.
        hint: what to do.
        signs: in small letters, so that most texts need no search: one of these stands in all that is found.
    """

    pattern: re.Pattern[str]
    what: str
    hint: str
    signs: tuple[str, ...]


def _any(sentences: tuple[str, ...]) -> re.Pattern[str]:
    """Sentences with any blanks between their words, in capital or small letters."""
    wholes = "|".join(r"\s*".join(map(re.escape, each.split())) for each in sentences)
    return re.compile(f"(?i)(?:{wholes})")


# Word's fields that found nothing, as Word says it in 25 languages; LibreOffice says "Error:".
FIELD_ERRORS = (
    "Error! Reference source not found", "Error: Reference source not found", "Error! Bookmark not defined",
    "Error! Hyperlink reference not valid", "Error! No text of specified style in document",
    "Error! Not a valid link", "Error! Unknown document property name", "Error! Unknown switch argument",
    "Error! No table of figures entries found", "Error! No table of contents entries found",
    "Error! No index entries found", "Error! Filename not specified", "Error! Main Document Only",
    "Error! Not a valid bookmark self-reference", "Error! Objects cannot be created from editing field codes",
    "Error! No bookmark name given", "Error! Cannot open file", "Error! Not a valid embedded object",
    "No table of contents entries found.", "No table of figures entries found.",
    "Error! No se encuentra el origen de la referencia", "Error! Marcador no definido",
    "Error! Referencia de hipervínculo no válida",
    "Error! No hay texto con el estilo especificado en el documento",
    "Error! Nombre desconocido de propiedad de documento", "Error! Vínculo no válido",
    "Erreur ! Source du renvoi introuvable", "Erreur ! Signet non défini",
    "Erreur ! Référence de lien hypertexte non valide", "Erreur ! Il n'y a pas de texte répondant à ce style",
    "Fehler! Verweisquelle konnte nicht gefunden werden", "Fehler! Textmarke nicht definiert",
    "Fehler! Hyperlink-Referenz ungültig", "Fehler! Kein Text mit angegebener Formatvorlage im Dokument",
    "Erro! Fonte de referência não encontrada", "Erro! Indicador não definido", "Erro! Marcador não definido",
    "Erro! A origem da referência não foi encontrada", "Erro! A referência de hiperlink não é válida",
    "Errore. L'origine riferimento non è stata trovata", "Errore. Il segnalibro non è definito",
    "Fout! Verwijzingsbron niet gevonden", "Fout! Bladwijzer niet gedefinieerd",
    "Fel! Hittar inte referenskälla", "Fel! Bokmärket är inte definierat",
    "Fejl! Henvisningskilde ikke fundet", "Fejl! Bogmærke er ikke defineret",
    "Feil! Fant ikke referansekilden", "Feil! Bokmerke er ikke definert",
    "Virhe. Viitteen lähdettä ei löytynyt", "Virhe. Kirjanmerkkiä ei ole määritetty",
    "Błąd! Nie można odnaleźć źródła odwołania", "Błąd! Nie zdefiniowano zakładki",
    "Chyba! Nenalezen zdroj odkazů", "Chyba! Záložka není definována",
    "Hiba! A hivatkozási forrás nem található", "Hiba! A könyvjelző nem létezik",
    "Hata! Başvuru kaynağı bulunamadı", "Hata! Yer işareti tanımlanmamış",
    "Ошибка! Источник ссылки не найден", "Ошибка! Закладка не определена",
    "Помилка! Джерело посилання не знайдено", "Помилка! Закладку не визначено",
    "Σφάλμα! Το αρχείο προέλευσης της αναφοράς δεν βρέθηκε", "Σφάλμα! Δεν έχει οριστεί σελιδοδείκτης",
    "Lỗi! Không tìm thấy nguồn tham chiếu", "Lỗi! Thẻ đánh dấu không được xác định",
    "错误!未找到引用源", "错误！未找到引用源", "错误!未定义书签", "错误！未定义书签",
    "エラー! 参照元が見つかりません", "エラー! ブックマークが定義されていません",
    "오류! 참조 원본을 찾을 수 없습니다", "오류! 책갈피가 정의되어 있지 않습니다",
    "خطأ! لم يتم العثور على مصدر المرجع", "خطأ! الإشارة المرجعية غير معرّفة", "שגיאה! מקור ההפניה לא נמצא",
)  # fmt: skip
PLACEHOLDERS = (
    "Click or tap here to enter text", "Click here to enter text", "Click or tap to enter a date",
    "Click here to enter a date", "Click to add text", "Click to add title", "Click to add subtitle",
    "Click to edit Master title style", "Click to edit Master text styles", "[Document title]",
    "[Document subtitle]", "[Type here]", "[Type text]", "[Type the document title]", "[Author name]",
    "Haga clic o pulse aquí para escribir texto", "Haga clic aquí para escribir texto",
    "Haga clic para agregar título", "Cliquez ou appuyez ici pour entrer du texte",
    "Cliquez ici pour entrer du texte", "Klicken oder tippen Sie hier, um Text einzugeben",
    "Klicken Sie hier, um Text einzugeben", "Clique ou toque aqui para inserir o texto",
    "Clique aqui para digitar texto", "Fare clic o toccare qui per immettere il testo",
)  # fmt: skip
CHOICES = ("Choose an item", "Elija un elemento", "Choisissez un élément", "Escolher um item")
_CHOICES = re.compile(rf"\s*{_any(CHOICES).pattern.removeprefix('(?i)')}\.?\s*", re.IGNORECASE)

_PROGRAMS = (
    _Kind(
        _any(FIELD_ERRORS),
        "is what Word prints for a reference that leads nowhere",
        "write what it should say",
        (
            "error!",
            "error:",
            "entries",
            "erreur",
            "fehler!",
            "erro!",
            "errore.",
            "fout!",
            "fel!",
            "fejl!",
            "feil!",
            "virhe.",
            "błąd!",
            "chyba!",
            "hiba!",
            "hata!",
            "ошибка!",
            "помилка!",
            "σφάλμα!",
            "lỗi!",
            "错误",
            "エラー",
            "오류!",
            "خطأ!",
            "שגיאה!",
        ),
    ),
    _Kind(
        _any(PLACEHOLDERS),
        "is what Word or PowerPoint shows in an empty field",
        "write the text, or delete it",
        ("click", "clic", "cliq", "klick", "[doc", "[typ", "[auth"),
    ),
    _Kind(
        re.compile(
            r"\{(?:\s+|(?=\w+\}))(?:PAGE|NUMPAGES|PAGEREF|REF|TOC|HYPERLINK|MERGEFIELD|INCLUDEPICTURE|SEQ|STYLEREF|DOCPROPERTY"
            r"|ADDIN|DATE|TIME|FILENAME|XE|SECTIONPAGES)\b[^{}]*\}|\bMERGEFIELD\s+\w+|\\\*\s*MERGEFORMAT"
            r"|\b_(?:Ref|Toc|Hlk)\d{5,}|\bADDIN\s+(?:ZOTERO|EN\.|CSL|Mendeley)\S*"
        ),
        "is the code of a field of Word",
        "write what the field would show, or delete it",
        ("{", "merge", "_ref", "_toc", "_hlk", "addin"),
    ),
    _Kind(
        re.compile(r"#(?:REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|N/A(?!\w))"),
        "is what Excel shows where it could not reckon",
        "write the figure, or delete it",
        ("#",),
    ),
    _Kind(
        re.compile(
            r"(?:cite|navlist|filecite)?(?:turn\d+(?:search|view|news|file|image|academia|fetch)\d+)+"
            r"|【\d+[^】]{0,3}†[^】]{0,80}】|:contentReference\[oaicite:\d+\](?:\{index=\d+\})?"
            r"|\[oaicite:\d+\]|\boai_citation\S*|\[cite_start\]|\[cite:\s?\d[\d, ]*\]|\[attached_file:\d+\]"
            r"|<\|(?:endoftext|im_start|im_end)\|>"
        ),
        "is how a chat program marks its sources",
        "delete it, and cite the source itself with [@id]",
        ("turn", "【", "oai", "[cite", "[att", "<|"),
    ),
    _Kind(
        re.compile(
            r"(?i)(?<![\"“'‘«])\bas\s+an?\s+(?:AI\s+(?:language\s+)?(?:model|assistant)|large\s+language\s+model)\b,?"
            r"\s+(?=I\b|it\b|my\b)[^.!?]{0,60}"
            r"|\bas\s+of\s+my\s+last\s+(?:knowledge|training)\s+(?:update|cutoff)\b"
        ),
        "is what a chat program says of itself",
        "delete the sentence, and read what stands around it as if it were not ours",
        ("model", "assistant", "knowledge", "training"),
    ),
    _Kind(
        re.compile(r"\[object\s+Object\]"),
        "is what a web program prints by mistake",
        "write the words themselves",
        ("[object",),
    ),
)
_UNFINISHED = (
    _Kind(re.compile(r"(?i)\blorem\s+ipsum\b"), "is text to fill a page with", "write the text", ("ipsum",)),
    _Kind(
        re.compile(r"(?i)\[(?:(?:citation|source|reference)\s+needed|cita\s+requerida|who\?|when\?)\]"),
        "asks for a source",
        "cite one with [@id], or leave the sentence out",
        ("needed]", "requerida]", "?]"),
    ),
)
_TO_DO = (
    _Kind(
        re.compile(r"\b(?:TODO|TO\s+DO(?=:)|FIXME|XXX+|TBD|TBC|TK\s?TK)\b"),
        "stands for what is still to be written",
        "",
        ("todo", "do:", "fixme", "xxx", "tbd", "tbc", "tk"),
    ),
    _Kind(
        re.compile(
            r"(?i)\[(?:insert|add|fill\s+in|your\s+text|placeholder|xx+|\?+|\.{3}|…)(?:\s[^\]]*)?\](?!\()"
        ),
        "stands for what is still to be written",
        "",
        ("[",),
    ),
)


def of_programs(text: str) -> Iterator[Trace]:
    """C229: what a program wrote in the place of words."""
    yield from _found(_PROGRAMS, text)
    if match := _CHOICES.fullmatch(text):
        words = match[0].strip()
        yield _trace(
            match.start(), words, "is what Word shows in an empty field", "write the text, or delete it"
        )


def unfinished(text: str) -> Iterator[Trace]:
    """C232: words that were to be replaced."""
    yield from _found(_UNFINISHED, text)


def left_to_do(text: str) -> Iterator[Trace]:
    """S112: words that may stand for others; in a letter that others adapt they are meant."""
    yield from _found(_TO_DO, text)


def _found(kinds: tuple[_Kind, ...], text: str) -> Iterator[Trace]:
    small = text.casefold()
    for kind in kinds:
        if any(sign in small for sign in kind.signs):
            for match in kind.pattern.finditer(text):
                yield _trace(match.start(), match[0].strip(), kind.what, kind.hint)


def _trace(start: int, words: str, what: str, hint: str) -> Trace:
    shown = " ".join(words.split())
    shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
    return Trace(start, words, f'"{shown}" {what}', hint)

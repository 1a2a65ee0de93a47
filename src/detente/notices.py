"""What outlets print around a story that is not the story: credits, captions, links, rights, dates, closing notices.

The patterns are general: each describes a kind of line, none an outlet's own words.
"""

from __future__ import annotations

import re


def _words_of(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


_NAME_JOINERS = _words_of(
    """
    a additional al and at bin by da de del der di edited editing el for from further graphics ibn in interviews la of
    on photography photos production reporting research staff the translated translation van von with writing written
    """
)
_TIME_WORDS = _words_of(
    """
    ago am and at day days first h hour hours hrs issued last local min mins minute minutes modified nd of on p a m pm
    posted published rd read released st th time updated jan january feb february mar march apr april may jun june jul
    july aug august sep sept september oct october nov november dec december mon monday tue tues tuesday wed wednesday
    thu thur thurs thursday fri friday sat saturday sun sunday aest akdt akst ast bst cdt cest cet cst edt eest eet
    est gmt gst hkt hst ict idt ist jst kst mdt msk mst pdt pkt pst sast sgt utc wat
    """
)

# Words in capitals that name the kind of a text. They look like datelines and are none.
KICKERS = frozenset(
    re.split(
        r",\s+",
        """
    ADVERTISEMENT, AGENDA, ALERT, ANALYSIS, ANSWER, BACKGROUND, BREAKING, BREAKING NEWS, BRIEFING, COMMENTARY,
    CORRECTION, EDITORIAL, EMBARGOED, END, ENDS, EXCLUSIVE, EXPLAINER, FACT SHEET, FACTBOX, FEATURE,
    FOR IMMEDIATE RELEASE, HIGHLIGHTS, INTERVIEW, JUST IN, KEY POINTS, LATEST, LIVE, MEDIA ADVISORY, MEMORANDUM,
    NEWS, NOTE, NOTICE, OPINION, PARTICIPANTS, PHOTOS, PODCAST, POLITICS, PRESS RELEASE, PRESS STATEMENT,
    PROCLAMATION, QUESTION, READOUT, RECAP, REMARKS, REPORT, SPEECH, STATEMENT, SUBJECT, SUMMARY, TIMELINE,
    TRANSCRIPT, UPDATE, UPDATED, URGENT, VIDEO, WARNING, WATCH, WORLD, WORLD NEWS, WRAPUP
    """.strip(),
    )
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_DONE_BY = r"(?:report(?:ing|ed)|writ(?:ing|ten)|edit(?:ing|ed)|compiled|translat(?:ed|ion)|produc(?:ed|tion))"
_CREDIT = re.compile(
    rf"[\W_]*(?:(?:additional|further|other) )?(?:{_DONE_BY}|photography|photos?|graphics|illustrations?)\b"
    r"[^.;:]{0,80}?\bby\s",
    re.IGNORECASE,
)
_CREDIT_AT_END = _any(
    rf"\s*[(\[]\s*(?:(?:additional|further) )?{_DONE_BY} [^()\[\]]{{0,300}}[)\]]\W*$",
    r"\s*\((?:this|the) (?:story|article|item|report) (?:is|was|has)[^()]{0,400}\)\W*$",
    r"\s*\(with (?:agency )?(?:inputs?|files|material|reporting)[^()]{0,100}\)\W*$",
)
_PICTURE = r"(?:photo(?:graph)?s?|images?|pictures?)"
_CAPTION = _any(
    rf"file(?: {_PICTURE})?\s*[-–—:]\s",
    rf"(?:{_PICTURE}|graphics?|screenshot|caption|illustration)(?: (?:by|credit|courtesy)\b[^:]{{0,60}})?\s*[:|/©]",
    rf".*[(\[](?:(?:[A-Z][\w.]*[ /]){{0,3}}(?:{_PICTURE}|courtesy)\b|file[ :])[^()\[\]]{{0,100}}[)\]]\W*$",
    r".*(?:getty images|via (?:ap|afp|epa|reuters))\W*$",
)
_ON_MEDIA = (
    r"on (?:our )?(?:twitter|x|facebook|instagram|telegram|whatsapp|youtube|tiktok|linkedin|threads|bluesky|mastodon|"
    r"google news|social media)\b"
)
_MAKING = (
    r"(?:publish|updat|correct|translat|produc|appear|edit|republish|generat|syndicat|provid|written|reported|compil|"
    r"adapt|reproduc|part of|partner|courtesy|developing|excerpt|extract|summary|licen[cs]|sponsor|collaborat)"
)
_RIGHTS = _any(
    r"\W*(?:©|\(c\) ?\d{4}|copyright (?:©|\(c\)|\d{4}|by\b))|[^.]{0,200}\ball rights reserved\b",
    r"\W*(?:terms of (?:use|service)\b|privacy policy\b|our standards\s*:|(?:the )?(?:views|opinions) expressed\b)",
)
_LINK = _any(
    r"\W*(?:read|see|learn|watch|listen) (?:more|also|next|related)\b(?:\s*[:»→>|]|$| (?:about|on|at|from)\b[^.]*$)",
    r"\W*(?:also (?:read|see|watch)\s*:|related (?:stories|articles|coverage|content|topics|links?|news)\b)",
    r"\W*(?:related|recommended|see also|more on this(?: story| topic)?|most read|top stories|further reading|"
    r"in pictures|don[’']t miss|you may also like|sources?|tags?|topics?|keywords)\s*(?::|$)",
    r"\W*(?:(?:please )?click (?:here|on the link|below)|share (?:this|on|via)\b|listen to this (?:story|article))",
    r"\W*(?:advertisement\W*$|story continues below|article continues|skip (?:ad|advert|to)\b|recommended stories)",
)
_FOLLOW = _any(
    rf"\W*follow (?:us|our|@\w+)\b|follow [^.]{{2,80}}? {_ON_MEDIA}",
    r"\W*(?:(?:find|join|like|visit|watch|listen to) us (?:on|at|in)\b|support (?:our|independent) journalism)",
    r"\W*(?:please )?(?:sign up|subscribe|register)(?: now| here| today)? (?:for|to|and)\b[^.]{0,40}\b"
    r"(?:our|the|your|newsletters?|alerts?|access|daily|weekly|unlimited|full)\b",
    r"\W*(?:(?:please )?subscribe (?:now|here)\b|(?:get|download) (?:the|our) (?:\w+ ){0,3}app\b|tap here\b)",
    r"\W*(?:(?:media|press|news|public) )?(?:contacts?|enquiries|inquiries|newsdesk|office)"
    r"(?: (?:for|information|details)[^:]{0,30})?\s*:|(?:e-?mail|tel|telephone|phone|fax|mobile|website)\s*:",
    r"\W*for (?:more|further|additional) (?:information|details|news|stories|updates|coverage|enquiries)\b[^.]{0,60}\b"
    r"(?:visit|contact|see|go to|call|follow|click|e-?mail)\b",
)
_ORIGIN = _any(
    rf"\W*(?:this|the above) (?:story|article|dispatch|piece|post|item|text|translation)\b[^.]{{0,60}}\b{_MAKING}",
    r"\W*(?:editor|author|publisher)[’']?s?[’']? note\b",
    r"\W*with (?:files|reporting|material|inputs?|additional reporting) (?:from|by)\b[^.]*\.?$",
    r"\W*[^.“\"]{3,120} contributed (?:to this|reporting|additional reporting)\b[^.]{0,60}\.?$",
)
_END_MARK = _any(
    r"[\W_]*(?:ends?|30|xxx)?[\W_]*$",
    r"\(?[A-Za-z]{2,5}(?:/[A-Za-z]{2,5})+(?:\s*\([^()]{2,60}\))?\)?$",  # initials: "ab/cd (Agency)"
    r"(?:[-–—]+ ?|\()[^\W_][\w .&/]{1,40}\)?$",  # "— Agency", "(Agency)"
)
_ADDRESS = re.compile(r"\S+@\S+\.\w+|https?://\S+|www\.\S+|\+?\d[\d ()/.-]{6,}\d|@\w{3,}|#\w{3,}")
# An outlet's closing notice speaks of terms, and of itself or its readers. A report on a medium ("the station lost its
# subscribers") may do so too, but seldom in its last sentence and without anybody who says so.
_TERMS = re.compile(
    r"\b(?:subscri\w+|sign(?:ed|ing)? up|log(?:ged)? in|paywall|reproduc(?:e|ed|ing|tion)|redistribut\w+|republish\w*|"
    r"reprint\w*|syndicat\w+|copyright\w*|contact us|newsletters?|podcasts?|our apps?|around the clock)\b",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"\b(?:website|homepage|news ?wire|news (?:stories|items|service|feed|report)|stories|articles?|reports|extract|"
    r"excerpt|abridged|coverage|broadcasts?|portal|editions?|full (?:text|story|version|file|service)|content|feed|"
    r"journalism|readers|listeners|viewers|please|(?:contact|find) us|inbox|"
    r"(?:our|your) (?:site|newsroom|apps?|page))\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"\b(?:said|says|told|tells|added|announced|reported|wrote|warned|called|I)\b")
_LONGEST = 800  # characters of a notice


def is_credit(line: str) -> bool:
    """Say whether a line names who reported, wrote, edited or translated: "Reporting by A B; editing by C D"."""
    match = _CREDIT.match(line)
    words = _words(line[match.end() :]) if match else []
    return any(word[0].isupper() for word in words[:3]) and len(line) < _LONGEST and all(map(_is_name_word, words))


def is_byline(line: str) -> bool:
    """Say whether a line is "By A B in City": only names, and no sentence."""
    first, *names = _words(line) or [""]
    is_sentence = re.search(r"[.!?…][\"”’')\]]*$", line) and not re.search(r"\b(?:Jr|Sr|Dr)\.$", line)
    return first in ("By", "BY") and 0 < len(names) < 14 and not is_sentence and all(map(_is_name_word, names))


def is_time(line: str) -> bool:
    """Say whether a line holds only a date, a time of day or of reading: "Updated 3 March 2025, 10:15 GMT"."""
    words = re.findall(r"[^\W\d_]+|\d+", line[:120].casefold())
    numbers = sum(word.isdigit() for word in words)
    return 0 < numbers < len(words) <= 16 and all(word.isdigit() or word in _TIME_WORDS for word in words)


def is_caption(line: str) -> bool:
    """Say whether a line is the caption or the credit of a picture."""
    return len(line) < _LONGEST and bool(_CAPTION.match(line))


def is_notice(line: str) -> bool:
    """Say whether a line is an outlet's notice wherever it stands: rights, links, credits, ways to follow it."""
    if not re.search(r"[^\W_]", line) or is_credit(line):
        return True
    is_quoted = line[0] in "\"“‘«'"
    return len(line) < _LONGEST and not is_quoted and any(p.match(line) for p in (_RIGHTS, _LINK, _FOLLOW, _ORIGIN))


def is_closing(line: str) -> bool:
    """Say whether a line, among the last ones of a text, is a closing notice, a signature or an address."""
    if is_notice(line) or is_caption(line) or is_byline(line) or is_time(line) or _END_MARK.match(line):
        return True
    if len(line) > _LONGEST or re.search(r"[\"“”«»]", line) or _SPEECH.search(line):
        return False
    rest = _ADDRESS.sub("", line)
    if rest != line and len(_words(rest)) <= 6:
        return True
    return bool(_TERMS.search(line)) and bool(_OUTLET.search(_TERMS.sub("", line)))


def credit_at_end(line: str) -> int:
    """Return where the credit or note in brackets begins that closes a paragraph; its length where there is none."""
    match = _CREDIT_AT_END.search(line)
    return match.start() if match else len(line)


def _words(line: str) -> list[str]:
    return re.findall(r"[^\W_](?:[\w’'.-]*\w)?", line)


def _is_name_word(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in _NAME_JOINERS

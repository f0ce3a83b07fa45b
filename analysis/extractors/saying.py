"""What the text blames for a claim (``cause``) and whom it has the number from (``attributed_to``).

Both are quoted word for word but for line breaks, as whole noun phrases, or missing. The words
stand in ``data/vocabulary/saying.csv``: ``cause_*``, ``opener``, ``held_by``, ``deed``,
``suffers``, ``agent_noun``, ``no_agent`` and ``breaks`` find the cause, ``source_*``,
``no_source`` and ``rebuts`` the source.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from analysis.extractors.scene import Around, flat
from analysis.terms import Patterns, lowered, spelled
from analysis.text import CLAUSE_END
from analysis.vocabulary import Vocabulary

Row = dict[str, Any]
# characters read after an amount; how near a cause that "resulted in" it stands
AFTER, NEAR = 260, 50
# a quick look at small letters: the words without which there is no cause (or "by"), no source
QUICK = {
    "may blame": ("cause_after", "cause_noun", "held_by", "deed"),
    "may lead": ("cause_before",),
    "may tell": ("source_before", "source_verb", "source_shows"),
}
# what follows is said of the next amount
_OTHERS = re.compile(r"\b(?:which|who|that)\b")
# another amount: "in the raid (40 people)", not "the 30 years of war", "the 1974 war", "of 3 May"
_OTHER_AMOUNT = re.compile(r"(?<!\bthe)(?<!\bof)(?<!\bover)\s(?=\d{1,3}(?:,\d{3})*\s[a-z])")
# a name that is no subject: "this session of the General Assembly announced"
_GOVERNED = re.compile(r"\s(?:of|in|to|by|at|for|with|from)\s\Z")


def set_sayings(
    claims: list[Row], around: list[Around], joints: Sequence[object], words: Vocabulary
) -> None:
    """Sets ``cause`` and ``attributed_to`` of every claim; ``joints`` are those of ``scope``."""
    patterns = words.once(_patterns)
    for i, row in enumerate(claims):
        before, after = flat(around[i].before), around[i].after[:AFTER]
        if claims[i + 1 :] and not joints[i + 1]:
            # "20 per cent of the land which forced a million to flee from"
            between = after[: max(claims[i + 1]["start"] - row["end"], 0)]
            after = between if _OTHERS.search(between) else after
        after = flat(CLAUSE_END.split(after, maxsplit=1)[0])
        low = f"{before}{after}".lower()
        blames = patterns["may blame"].search(low) or " by " in after
        tells = patterns["may tell"].search(low)
        row["cause"] = _cause(before, after, patterns) if blames else None
        row["attributed_to"] = _source(before, after, patterns) if tells else None
        if joints[i] and not row["cause"]:
            row["cause"] = claims[i - 1]["cause"]


# --- whom the text has the number from


def _source(before: str, after: str, patterns: Patterns) -> str | None:
    """ "according to X" on either side; "X estimates that" before the amount, ", X said" behind."""
    near, after = patterns["rebuts"].split(before)[-1], after.split(" - ")[0]
    said = patterns["says"].finditer(near)
    said = (match for match in said if not _GOVERNED.search(near, 0, match.start()))
    found = [patterns["from"].search(after) or patterns["told"].search(after)]
    found += [*patterns["from"].finditer(near), *said][-1:]
    names = (match[match.lastgroup or 0] for match in found if match)
    return next((name for name in names if not patterns["no_source"].search(name)), None)


# --- what the text blames


def _cause(before: str, after: str, patterns: Patterns) -> str | None:
    """X of "resulting from X", "as a result of X,", "held by X", "X resulted in", "X occupy"."""
    clause = CLAUSE_END.split(before)[-1]
    occasion = patterns["occasion"].search(before)
    for match in (
        patterns["resulting"].search(after),
        occasion if occasion and not (occasion["far"] or "").strip() else None,
        patterns["act of"].search(before) if before.endswith((" of ", " of the ")) else None,
        patterns["suffered"].search(after),
    ):
        if match and (cause := _trimmed(match["x"], patterns)):
            return cause
    done = patterns["done by"].search(before) if " by " in before else None
    if match := patterns["by"].search(after) or done or patterns["doing"].search(after):
        return match["x"].strip()
    led = patterns["may lead"].search(before.lower())
    resulted = patterns["resulted"].finditer(before if led else "")
    found = [match for match in resulted if not match["x"].endswith(" and")][-1:]
    since = found[0].end() if found else 0
    for deed in reversed(list(patterns["deed"].finditer(clause))):
        if deed.start() < since - (len(before) - len(clause)):
            break  # the deed is what the cause led to
        doing = clause[: deed.start()]
        if match := patterns["agent"].search(doing) or patterns["began"].search(doing):
            return match["x"].strip()
    near = len(before) - since < NEAR and ", and " not in before[since:]
    if found and (near or patterns["also led"].search(before, since)):
        return found[0]["x"].strip()
    return _trimmed(occasion["x"], patterns) if occasion else None


def _trimmed(words: str, patterns: Patterns) -> str | None:
    """X up to where it is no cause: what "and" joins on stays only if it is one as well."""
    words = _OTHER_AMOUNT.split(patterns["breaks"].split(words)[0])[0]
    parts = re.split(r"\s{1,12}and\s{1,12}", words)
    kept = takewhile(patterns["cause"].search, parts)
    return " and ".join(kept).strip() or None


# --- the grammar of both


def _patterns(words: Vocabulary) -> Patterns:
    groups: dict[str, list[str]] = defaultdict(list)
    for row in words.table("saying"):
        groups[row["role"]].append(row["term"])
    terms = {role: rf"(?<!\w){spelled(group)}(?!\w)" for role, group in groups.items()}
    made = {role: terms[role] for role in ("no_source", "breaks")}
    # a verb, not "the Ruritanian occupation force", "displaced persons", "has taken in"
    noun = r"(?<!\w)(?!\w{1,40}(?:ions?|ers?)(?!\w))"
    made["deed"] = rf"{noun}{terms['deed']}(?!\s(?:in|part|persons?)\b)"
    for name, roles in QUICK.items():
        made[name] = rf"[^a-z]{lowered(term for role in roles for term in groups[role])}(?!\w)"
    made["rebuts"] = rf";|,\s(?:but|yet)\b|{terms['rebuts']}"
    made["cause"] = rf"^(?:\S+\s+){{0,4}}{terms['cause_noun']}(?!-)"
    stop = spelled(words.terms("counted_nouns", "kind", "stop"))
    made |= _of_causes(terms, stop) | _of_sources(terms)
    return Patterns(made)


def _of_causes(terms: dict[str, str], stop: str) -> dict[str, str]:
    name = rf"(?!{terms['no_agent']})[A-Z][\w'’-]+"
    # "the brutal aggression" · "Armenian colonial aggression" · "aggression"; no "war-ridden"
    adjectives = (
        r"(?:[Tt]he|[Tt]his|That|[Tt]hese|[Tt]hose|[Aa]n?|[Ii]ts|[Tt]heir)\s"
        r"(?:(?!of\b|in\b|by\b|to\b|and\b)[\w-]+\s){0,3}"
    )
    people = rf"(?:{name}\s){{0,2}}(?:[a-z-]+(?:al|ary|ist|ic|ive|ous)\s)?"
    cause = rf"(?:{adjectives}|{people}){terms['cause_noun']}(?!-)"
    # "the Armenian armed forces" · "the armed forces of Armenia" · "the Republic of Armenia"
    # "the occupying forces" · "a suicide bomber"
    agent = (
        rf"(?:[Tt]he\s)?(?:{name}\s(?:of\s)?){{1,4}}(?:[a-z-]+\s)?{terms['agent_noun']}"
        rf"|(?:[Tt]he|[Aa]n?)\s(?:(?!of\b)[a-z-]+\s){{0,2}}{terms['agent_noun']}(?!\sof\b)"
        rf"|(?:[Tt]he\s)?(?:{terms['agent_noun']}\sof\s(?:the\s)?)?"
        rf"{name}(?:\s(?:of\s(?:the\s)?)?{name}){{0,4}}"
    )
    # after a whole name: not "by the Armenian occupation"
    closed = rf"(?!['’]s)(?=\s*$|\s*[^\w\s]|\s(?:{stop})(?!\w)|\s{terms['breaks']})"
    auxiliary = (
        r"(?:(?:have|has|had|still|now|also|then|later|soon|to|[a-z]+ly|ended\sup|went\son|came"
        r"|began|begun|start(?:s|ed)|(?:continue|proceed|manage|help)(?:s|d|ed)?)\s){0,5}"
    )
    # "the Armenian aggression against Azerbaijan"
    against = rf"(?:\s(?:of|by|against|on|in)\s(?:the\s)?{name}(?:\s{name}){{0,3}})?"
    opener = rf"{terms['opener']}\s(?:[\w-]+\s){{0,5}}?(?:of\s)?"
    return {
        # "resulting from Armenian aggression and magnitude of"
        "resulting": rf"^(?:(?!,\sand\s)[^.;]){{0,100}}?{terms['cause_after']}"
        r"\s(?P<x>[^.;,]{3,160})",
        # "As a result of the aggression of Armenia, some (20 per cent)" · "Due to the war we have
        # lost (3 billion)" · "In nine years of Soviet occupation, (thousands)"
        "occasion": rf"(?:(?P<after>{terms['cause_after']}\s)|{opener})[\"“]?"
        rf"(?P<x>(?:the\s[a-z]+\sof\s)?{cause}(?:[^.;,—\"”]{{0,140}}(?=[,\"”])|{against}))"
        r"[\"”]?(?:,(?!\s(?:and|or|but|while)\b)(?P<far>[^.;,]{0,60}|(?(after)[^.;]{0,200}))"
        r"|\s(?:(?:we|they|it|the|our|its|their)\s[^.;,]{1,60})?)$",
        # "perished under Soviet occupation"
        "suffered": rf"^[^.;,]{{0,60}}?{terms['suffers']}\s(?:\w+\s)?(?:in|under|during)\s"
        rf"(?P<x>{cause}{against})(?!\s(?:zones?|areas?|regions?)\b)",
        # "Armenia unleashed a war and (occupied)" · "In May, Armenia attacked a bus, (killing)"
        "began": rf"(?:^\W*|,\s|\bthat\s)(?P<x>{agent})(?:,[^,.;]{{1,80}},)?\s"
        r"(?:(?:ha(?:s|ve)|[a-z]+ly)\s)?(?:[a-z]+ed|shot|took|broke|sent|struck|set)\s"
        rf"(?!that\b)[^.;]{{1,90}}(?:\sand\s{auxiliary}|,\s(?:thereby\s|thus\s)?)$",
        # "Turkey's military occupation of (half of the island)"
        "act of": rf"(?<!\w)(?P<x>(?:[Tt]he\s)?(?:{name}\s){{1,3}}(?:[a-z-]+\s)?"
        rf"{terms['cause_noun']})\sof\s(?:the\s)?$",
        # "the occupation by Armenia of (20 per cent)" · "of a large part, (20 per cent)"
        "done by": rf"{terms['cause_noun']}\sby\s(?P<x>{agent})\sof\s(?:the\s|[^.;,]{{1,40}},\s)?$",
        # "is now occupied by Armenian troops" · "by the Russian Federation" · "under occupation of
        # the Armenian armed forces"
        "by": rf"^(?:[^.;,]{{0,60}}?{terms['held_by']}|(?:\s?,?[^.;,]{{0,60}}?{terms['deed']}"
        rf"(?<=[dnt])(?:\s\w+){{0,2}})?\sby)\s"
        rf"(?P<x>{agent}|{terms['agent_noun']}|{cause}{against}){closed}",
        # "(a third of the land) that Armenia has occupied"
        "doing": rf"^(?:[^.;,]{{0,40}}?\s(?:that|which))?\s(?P<x>{agent})\s{auxiliary}"
        rf"{terms['deed']}",
        # "aggression by A against B which has resulted in"
        "resulted": rf"(?<![\w-])(?P<x>{cause}(?:(?!{terms['breaks']})[^,;.]){{0,100}}?)"
        r"(?:\s(?:that|which)(?:\s[^,;.]{1,60})?)?(?:,[^,;.]{1,60},|,)?\s"
        r"(?:(?:which|that|has|have|had|also|already|continues?\sto|[a-z]+ly)\s){0,3}"
        rf"{terms['cause_before']}",
        # "has led to hunger and forced (300 people) to flee"
        "also led": rf"(?:,|\sand)\s(?:(?:has|have|had|[a-z]+ly)\s)?{terms['cause_before']}"
        r"[^.;]{0,50}$",
        # "Armenian forces continue to (occupy)"
        "agent": rf"(?<!\w)(?P<x>{agent})\s{auxiliary}$",
    }


def _of_sources(terms: dict[str, str]) -> dict[str, str]:
    name = rf"(?!{terms['no_agent']})[A-Z][\w'’-]+"
    # "UNHCR" · "Mission"; an acronym leaves its "'s" alone
    title = (
        rf"(?:(?:[A-Z]\.){{2,3}}|(?=[A-Z]{{3,}}\b|(?!{terms['no_agent']}))"
        r"[A-Z](?:[\w-]|['’](?<![A-Z]{3}.))+)"
    )
    # "the Office of the High Commissioner for Refugees" · "UNHCR figures" · "official statistics"
    office = (
        rf"(?:[Tt]he\s|M[rs]s?\.\s)?{title}(?:\s(?:(?:of|for|and|on)\s(?:the\s)?)?{title}){{0,9}}"
    )
    adjective = r"(?:(?!(?:the|our|its|their|this|that|of|by|in)\b)[a-z][a-z-]{0,30}\s){0,2}"
    noun = terms["source_noun"]
    papers = (
        # "A Red Cross spokesman in Kenya" · "United Nations estimates"
        rf"(?:(?:[Aa]n?\s)?{office}(?:['’]s?)?\s{adjective}{noun}(?:\sin\s{name})?"
        r"(?!\s(?:of|for|on)\s(?:the\s)?[A-Z])"
        # "Cautious estimates" · "official figures of the World Bank" · "our own figures"
        rf"|(?:(?!{terms['no_agent']})[A-Z][a-z-]+\s(?={noun})"
        rf"|(?:(?:[Tt]he|[Aa]n?|[Oo]ur|[Tt]heir|[Ii]ts)\s)?{adjective}){noun}"
        rf"(?:\s(?:of|by|from|in|for)\s(?:{office}(?:\s(?:{noun}|army|police))?"
        r"|th(?:is|at|e)\s[a-z]+))?)"
    )
    has = r"(?:(?:has|have|had|also|now|recently)\s)?(?=[a-z])"
    tells = rf"(?:{terms['source_shows']}|{terms['source_verb']})"
    who = rf"(?:(?P<x>{papers})|(?P<y>{office}))"
    return {
        # "according to the Office of the High Commissioner" · "according to this paper,"
        "from": rf"{terms['source_before']}\s(?:{who}(?!\w)"
        r"|(?<=\b[Aa]ccording\sto\s)(?P<z>[a-z][a-z ]{2,40})(?=[,.]))",
        # ", the World Bank said on Friday." · ", says UNHCR."
        "told": rf",\s(?P<said>{tells}\s)?{who}(?(said)|\s{tells})"
        r"(?=\s?[.,]|\s(?:on|in|at|last|this|yesterday|today|earlier)\b|\s*$)",
        # "the World Bank estimates that" · "UNHCR figures show"
        "says": rf"(?<!\w)(?:(?P<x>{papers})\s{has}{tells}"
        rf"|(?P<y>{office})(?:\s\([^()]{{1,30}}\)|,\s(?:which|who)\s[^,;]{{1,80}},)?"
        rf"\s{has}{terms['source_verb']})",
    }

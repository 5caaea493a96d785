"""The words of a page's furniture: lines that sites set between, before and after the paragraphs of an article.

Tables of openings in the languages most often met; a line counts as furniture only where it is short, so that an
article *about* newsletters keeps its paragraphs.
"""

from __future__ import annotations

import re

MAX_LINE = 320  # code points; the longest box text seen is a three-sentence newsletter offer


def _opening(lines: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(f"(?:{line})" for line in lines.strip().splitlines()) + ")", re.IGNORECASE)


# A line that begins so is dropped wherever it stands.
DROPPED = _opening(r"""
adverti[sz]ement\b
adverts?\s*$
(?:caption|close|play|pause|mute|unmute|enlarge|expand|zoom|gallery|slideshow|hide caption|toggle caption|text size)\s*$
chat with us\b
(?:like|enjoy)(?:ed|ing)? (?:this|our) (?:story|article|post|podcast)\b
(?:listen|watch|tune in) (?:to|live)\b.{0,80}\b(?:live|podcast|weekdays|episode|broadcast)\b
if you (?:enjoyed|liked|want|would like|found|have enjoyed)\b.{0,120}(?:(?:this|our) (?:article|story|post)\b|subscrib|newsletter|sign up)
follow .{0,80}\bcoverage\b
get .{0,100}\b(?:delivered (?:to|straight|directly|through)|(?:in|to|into) your inbox)\b
our standards\s*:
image \d+ of \d+
\d+ (?:of|/) \d+\s*$
explore further\s*$
citation\s*:
sources?\s*:.{0,80}$
supported by\s*$
continue reading\b
story continues\b
article continues\b
scroll (?:down )?(?:for|to) (?:more|continue)
skip (?:to|past|ad)\b
(?:click|tap) here\b.{0,60}(?:sign|subscribe|app\b|download|join|more|read|follow|newsletter)
sign up (?:for|to|here|now)\b
subscribe (?:to|now|today|here|for)\b
already a subscriber
(?:get|receive) (?:the|our|your|all|daily|breaking|unlimited|more)\b.{0,120}(?:inbox|newsletter|email|e-mail|app\b|alerts|delivered)
(?:want|looking for) (?:more|the latest)\b.{0,120}(?:sign up|subscribe|newsletter|inbox|follow|click|check)
(?:join|follow|like|find|connect with|tweet) (?:us|him|her|me|them|the author|@\w+)\b.{0,160}(?:facebook|twitter|instagram|telegram|whatsapp|youtube|linkedin|pinterest|threads|bluesky|google\+|social|@)
follow [^.]{0,80}\bon (?:facebook|twitter|instagram|x|threads|google news|bluesky)\b
(?:a |the )?(?:free |daily |weekly )+(?:e-?mail|newsletter|briefing)\b
(?:from|with) our .{0,80}newsletter
download (?:the|our)\b.{0,60}\bapps?\b
share (?:(?:this|on|via)\b|with (?:your |a )?(?:friends?|family|network)|your (?:thoughts|story|views?|feedback|comments?)\b)
(?:facebook|twitter|whatsapp|linkedin|pinterest|reddit|email|print|copy link|tweet|share|flipboard)(?:[\s|·,/]+(?:facebook|twitter|whatsapp|linkedin|pinterest|reddit|e?-?mail|print|copy link|link|tweet|share|pin|sms|flipboard|messenger|telegram|google\+?))*\s*$
(?:read more|read next|see also|see more|load more|show more|view more|view all|learn more|watch more|listen to this article|watch the video|view comments|read the full (?:story|article))\s*$
(?:lire aussi|lesen sie auch|lees ook|leggi anche|lee también|leia também|leia mais|читайте также|baca juga)\b
(?:photo|image|picture|photograph|photos|pictured|foto|fotos|video|illustration|image credit|photo credit|image source|picture credits?|credit|credits|getty|screenshot|courtesy)\s*(?:by|credit|credits|source|courtesy|of)?\s*[:：/(|]
(?:getty images|ap photo|afp|reuters/|shutterstock|istock|file photo|courtesy of)
\(?(?:photo|image|picture|ap photo|file)s?\b.{0,60}(?:getty|shutterstock|reuters|\bap\b|afp|istock|supplied)
(?:(?:first|last) )?(?:updated|modified|published|posted)\s*:
(?:(?:first|last) )?(?:updated|modified|published|posted)\b[^.]{0,60}\b(?:19|20)\d\d\b[^.]{0,40}$
[©ⓒ]|\(c\)\s*(?:19|20)|copyright\b.{0,60}(?:(?:19|20)\d\d|reserved|[©ⓒ])
all rights reserved
this (?:material|article|story|content) (?:may not be|was originally|first appeared|originally appeared|has been updated|was first|is part of|appeared)
(?:we may|we might|we) (?:earn|get|receive) (?:a |an )?(?:affiliate |small )?commission
.{0,60}\b(?:may|might) (?:earn|receive|get) (?:an? )?(?:affiliate )?commission
.{0,80}\buses? (?:income earning )?(?:auto )?affiliate links
(?:terms of (?:use|service|sale)|privacy (?:policy|notice))\b.{0,40}$
(?:please )?(?:enable|turn on) (?:javascript|cookies)
your (?:browser|device) (?:does not|doesn['’]t)
(?:thank you|thanks) for (?:signing up|subscribing|reading|registering|your (?:interest|support|subscription))
(?:invalid|enter|your) e-?mail(?: address)?\b
there was (?:an error|a problem)
(?:leave|post|write|add|view|show|hide|load) (?:a |your |all )?(?:comments?|reply)\b
\d+ comments?\s*$
comments?(?: are (?:closed|off|disabled)| \(\d+\)|:)?\s*$
(?:have|got) (?:a |any )?(?:news |story |confidential )?tips?\b
(?:\d+|one|two|three|five|ten) min(?:ute)?s? read\s*$
(?:loading|please wait)\W*$
(?:back to top|top of page|go to top|return to top|home page|homepage)\s*$
(?:tags?|topics?|categories|filed under|keywords|labels|etiquetas|schlagwörter|related topics|tópicos|теги|in this (?:article|story))\s*(?::|$)
this site uses|we use cookies|by (?:continuing|using|clicking|signing|submitting|subscribing)\b.{0,120}(?:agree|consent|accept|cookie|terms|privacy)
enjoy(?:ed|ing)? (?:this|the|our) (?:article|story|post|content)
(?:the views|views|opinions|the opinions)\b.{0,40}expressed (?:here|in (?:this|the) (?:article|column|piece|story|post)|are|do not|by the authors?|on this)\b
\[?(?:ad|ads|anzeige|publicidad|publicidade|publicité|pubblicità|реклама)\]?\s*$
""")

# A label before another story's headline; a whole sentence behind it makes it a paragraph.
LABEL = _opening(r"""
(?:read|see|watch|listen|also read|read also|read more|see also|related|more|recommended|don['’]t miss|must read|also see|also on|check out|next|previous|lire aussi|à lire|lesen sie auch|mehr zum thema|leia (?:também|mais)|lee también|leer más|leggi anche|lees ook|читайте также|baca juga|watch now|watch live|video)\s*(?:more|also|next|this|here|on [a-z.]+)?\s*[:：>»→|]
""")
_SENTENCE = re.compile(r"\s*(?:\S+\s+){4,60}\S*[^\W\d][.!][\"'”’)]*$")

# A heading or short line that begins so ends the article where it stands in the last part.
ENDING = _opening(r"""
related (?:stories|articles|content|posts|links|news|coverage|topics|reading|video|videos|items)?\s*:?\s*$
(?:more|read more|latest|top|other|recent|popular|trending|recommended|similar|most (?:read|popular|viewed|recent)|editor['’]?s['’]? (?:picks?|choice)|featured|today['’]s|the latest)\s+(?:from|on|in|by|for you|stories|news|articles|posts|headlines|videos?|top stories|like this|coverage|reading|about|picks?)\b
(?:related|recommended|trending|popular|most read|most popular|up next|read next|what to read next|keep reading|further reading|next up|around the web|from around the web|from the web|sponsored(?: stories| content| links)?|promoted(?: stories| content| links)?|you (?:may|might) (?:also )?(?:like|be interested in|enjoy|have missed)|more for you|in case you missed it|also in the news|don['’]t miss|paid content|partner content|more great .{0,30}stories)\b.{0,40}$
about (?:the )?(?:authors?|writer|reporter|us)\b
author (?:bio|information|info)\b
comments?\b.{0,20}$
(?:leave|post|write|submit|add) (?:a|your) (?:reply|comment|response)
(?:share|spread) (?:this|the word|your thoughts)\b
site (?:index|map|information)\b
(?:notes?|sources?|footnotes?|references?)\s*:?\s*$
(?:tags?|topics?|categories|filed under|keywords)\s*:
(?:mehr zum thema|das könnte sie auch|auch interessant|weitere artikel|à lire aussi|sur le même sujet|más noticias|te puede interesar|noticias relacionadas|notícias relacionadas|veja também|articoli correlati|lees meer|meer over|похожие|читайте также|você pode gostar|post navigation|navegação)
(?:comentarios|comentários|commentaires|kommentare|commenti|комментарии|reacties|kommentarer)\b.{0,20}$
""")

_BIO = re.compile(
    r"(?:(?:is|was|has been|writes|covers|reports|serves|works|joined|are|lives|specializes|grew up)\b.{0,80}\b(?:editor|writer|reporter|journalist|correspondent|columnist|contributor|author|producer|critic|freelancer?|"
    r"professor|fellow|analyst|staff|blogger|photographer|anchor|host|director|founder|researcher|lecturer)\b|(?:covers|writes about|reports on|writes for|specializes in|lives in|is based in|is the author|graduated)\b)",
    re.IGNORECASE,
)
_REACH = re.compile(r"(?i)(?:can be reached|may be reached|reach (?:him|her|them|me|the (?:writer|reporter|author))\b|contact (?:him|her|them|me|the (?:writer|reporter|author|editor))\b|e-?mail (?:him|her|them|me|the (?:writer|reporter|author))\b|follow (?:him|her|them|me)\b|on twitter\b|@\w+\.\w+)")
_CONTRIBUTED = re.compile(
    r"(?i)^\W*(?:[^.]{0,200}\b(?:contributed (?:to )?(?:this|reporting|the)|contributed (?:from|to)\b|assisted in|contributed research)|(?:additional )?(?:reporting|writing|editing|research|graphics|compiled|edited|translated)\b(?: and (?:writing|editing))? by\b|with (?:files|reporting|additional reporting|inputs) (?:from|by)\b|\((?:reporting|additional|editing|writing|with inputs)\b)"
)


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page, not to the article."""
    if len(line) > MAX_LINE:
        return False
    line = line.lstrip("-–—•*>»|[( ")
    label = LABEL.match(line)
    return DROPPED.match(line) is not None or (label is not None and _SENTENCE.match(line, label.end()) is None)


_CAPTION = re.compile(
    r"(?i)\((?:image|photo|picture|pic|photograph|foto|credit|source|screenshot|file photo|video)s?\b[^()]{0,80}\)\W*$|"
    r"(?-i:\((?:Getty|AP|AFP|Reuters|PA|EPA|Shutterstock|Alamy|iStock)(?: [A-Z][^()]{0,60}|/[^()]{0,60})?\)$)|"
    r"(?:(?:^|[/|,;(–—-]\s?|\b(?:via|by|photo|credit|image|courtesy)\s)(?:getty(?: images)?|shutterstock|istock(?:photo)?|ap photo|ap|afp|reuters|epa|alamy))(?: (?:file|photo|pool|images?|stock))*[)\]]?$|[(\[]?(?:photo|image|picture|foto|photograph)s?(?: (?:by|credit|courtesy)| ?[:/])[^.]{2,60}[)\]]?$"
)


def is_caption(line: str) -> bool:
    """Whether a line tells what a picture shows and whose it is."""
    if len(line) > MAX_LINE or line.startswith(("“", '"')):
        return False
    found = _CAPTION.search(line[-140:])
    return found is not None and (found[0].startswith(("(", "[")) or len(line) < 200)


_OFFER = re.compile(r"(?i)\b(?:subscri\w+|sign up|newsletters?|inbox|join|register|app)\b")
_PITCH = re.compile(r"(?i)\b(?:you|your|our|us|inbox|newsletters?|free|daily|weekly|subscri\w+|unlimited|delivered)\b")


def is_offer(line: str) -> bool:
    """Whether a furniture line opens an offer of several lines: a subscription, a newsletter, an app."""
    return _OFFER.search(line) is not None


def is_pitch(line: str) -> bool:
    """Whether a line after an offer still belongs to it: short, said to the reader, and quoting nobody."""
    return len(line) < 200 and _PITCH.search(line) is not None and not re.search("[\"“”«»]", line)


def is_ending(line: str) -> bool:
    """Whether a heading or short line opens what follows an article."""
    return len(line) <= 90 and ENDING.match(line.lstrip("-–—•*>»|[( #")) is not None


def is_bio(line: str, authors: tuple[str, ...]) -> bool:
    """Whether a paragraph tells who the author is: it begins with the author's name, or reads like a bio's first line."""
    if len(line) > 900:
        return False
    named = any(line.startswith(a) or (line.startswith(a.split()[0] + " ") and len(line) < 400) for a in authors)
    return named and bool(_BIO.search(line[:300]) or _REACH.search(line))


def is_contact(line: str) -> bool:
    """Whether a line tells how to reach the author, or who else reported."""
    return len(line) <= 400 and not line.startswith(("“", '"', "‘", "«", "„")) and (_CONTRIBUTED.match(line) is not None or (len(line) < 250 and _REACH.search(line) is not None))


_BIO_NAME = re.compile(r"^(?!(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|President|Prime|The|But|And|In|At|On)\b)((?:[A-Z][\w.'’-]*\s+){1,3}[A-Z][\w'’-]+)\s*,?\s+(?:(?:is|was)(?: also| now| currently| formerly)?\s+(?:an?|the|our|[A-Z][\w'’ ]{2,40}['’]s)\s+|(?:writes|covers|reports|has been|has written|joined|works)\b)")


def bio_name(line: str) -> str:
    """The name that a bio opens with; "" where the line is no bio of somebody of the press."""
    m = _BIO_NAME.match(line[:200])
    if not m or len(line) > 900:
        return ""
    press = re.search(r"(?i)\b(?:editor|writer|reporter|journalist|correspondent|columnist|contributor|contributing|freelancer?|critic|blogger|staff)\b", line[m.end(1) : m.end(1) + 120])
    return m[1] if press else ""

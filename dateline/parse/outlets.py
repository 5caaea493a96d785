"""Which outlet a web address belongs to, under the name its readers know, and the short stem that source ids begin with.

The table holds large outlets that a site with sources in several languages is likely to quote. A site's own table
(`outlets:` in config.yaml) wins over it. An unknown domain gives no name: the page's own word is then better.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

_TABLE = """
nytimes.com nyti.ms=The New York Times; washingtonpost.com=The Washington Post; wsj.com=The Wall Street Journal; usatoday.com=USA Today
latimes.com=Los Angeles Times; chicagotribune.com=Chicago Tribune; bostonglobe.com=The Boston Globe; sfchronicle.com=San Francisco Chronicle
sfgate.com=SFGate; chron.com=Houston Chronicle; houstonchronicle.com=Houston Chronicle; dallasnews.com=The Dallas Morning News
miamiherald.com=Miami Herald; tampabay.com=Tampa Bay Times; ajc.com=The Atlanta Journal-Constitution; inquirer.com=The Philadelphia Inquirer
startribune.com=Star Tribune; twincities.com=Pioneer Press; denverpost.com=The Denver Post; seattletimes.com=The Seattle Times
oregonlive.com=The Oregonian; cleveland.com=Cleveland.com; nj.com=NJ.com; detroitnews.com=The Detroit News; freep.com=Detroit Free Press
baltimoresun.com=The Baltimore Sun; mercurynews.com=The Mercury News; sacbee.com=The Sacramento Bee; azcentral.com=The Arizona Republic
newsday.com=Newsday; nydailynews.com=New York Daily News; nypost.com=New York Post; csmonitor.com=The Christian Science Monitor
post-gazette.com=Pittsburgh Post-Gazette; kansascity.com=The Kansas City Star; stltoday.com=St. Louis Post-Dispatch; jsonline.com=Milwaukee Journal Sentinel
apnews.com hosted.ap.org=Associated Press; reuters.com=Reuters; upi.com=UPI; afp.com=Agence France-Presse; bloomberg.com=Bloomberg; politico.com=Politico; politico.eu=Politico Europe
axios.com=Axios; thehill.com=The Hill; rollcall.com=Roll Call; c-span.org=C-SPAN; npr.org=NPR; pbs.org=PBS; cnn.com=CNN; foxnews.com=Fox News
foxbusiness.com=Fox Business; nbcnews.com=NBC News; msnbc.com=MSNBC; cbsnews.com=CBS News; abcnews.go.com abcnews.com=ABC News; cnbc.com=CNBC
cbssports.com=CBS Sports; espn.com=ESPN; theatlantic.com=The Atlantic; newyorker.com=The New Yorker; nymag.com=New York Magazine; vulture.com=Vulture
time.com=Time; newsweek.com=Newsweek; theweek.com theweek.co.uk=The Week; vanityfair.com=Vanity Fair; rollingstone.com=Rolling Stone; slate.com=Slate
salon.com=Salon; vox.com=Vox; theverge.com=The Verge; wired.com=Wired; arstechnica.com=Ars Technica; techcrunch.com=TechCrunch; gizmodo.com=Gizmodo
businessinsider.com insider.com=Business Insider; forbes.com=Forbes; fortune.com=Fortune; barrons.com=Barron’s; marketwatch.com=MarketWatch
motherjones.com=Mother Jones; thenation.com=The Nation; newrepublic.com=The New Republic; nationalreview.com=National Review; reason.com=Reason
washingtonexaminer.com=Washington Examiner; washingtontimes.com=The Washington Times; weeklystandard.com=The Weekly Standard; dailycaller.com=The Daily Caller
breitbart.com=Breitbart; thedailybeast.com=The Daily Beast; buzzfeednews.com=BuzzFeed News; buzzfeed.com=BuzzFeed; huffpost.com huffingtonpost.com=HuffPost
propublica.org=ProPublica; theintercept.com=The Intercept; talkingpointsmemo.com=Talking Points Memo; lawfareblog.com lawfaremedia.org=Lawfare; justsecurity.org=Just Security
foreignpolicy.com=Foreign Policy; foreignaffairs.com=Foreign Affairs; politifact.com=PolitiFact; snopes.com=Snopes; factcheck.org=FactCheck.org; vice.com=Vice
hollywoodreporter.com=The Hollywood Reporter; variety.com=Variety; billboard.com=Billboard; deadline.com=Deadline; scientificamerican.com=Scientific American
nature.com=Nature; science.org=Science; newscientist.com=New Scientist; nationalgeographic.com=National Geographic; smithsonianmag.com=Smithsonian Magazine; statnews.com=STAT
bbc.com bbc.co.uk=BBC News; theguardian.com guardian.co.uk=The Guardian; observer.co.uk=The Observer; thetimes.co.uk thetimes.com=The Times; telegraph.co.uk=The Telegraph
independent.co.uk=The Independent; ft.com=Financial Times; economist.com=The Economist; dailymail.co.uk=Daily Mail; mirror.co.uk=Daily Mirror
thesun.co.uk=The Sun; express.co.uk=Daily Express; standard.co.uk=Evening Standard; news.sky.com=Sky News; itv.com=ITV News; channel4.com=Channel 4 News
cityam.com=City A.M.; scotsman.com=The Scotsman; spectator.co.uk=The Spectator; newstatesman.com=New Statesman; bellingcat.com=Bellingcat; opendemocracy.net=openDemocracy
irishtimes.com=The Irish Times; independent.ie=Irish Independent; rte.ie=RTÉ; theglobeandmail.com=The Globe and Mail; thestar.com=Toronto Star
nationalpost.com=National Post; cbc.ca=CBC News; ctvnews.ca=CTV News; abc.net.au=ABC News (Australia); smh.com.au=The Sydney Morning Herald
theage.com.au=The Age; theaustralian.com.au=The Australian; news.com.au=news.com.au; nzherald.co.nz=The New Zealand Herald; rnz.co.nz=RNZ; stuff.co.nz=Stuff
aljazeera.com=Al Jazeera; haaretz.com=Haaretz; jpost.com=The Jerusalem Post; timesofisrael.com=The Times of Israel; arabnews.com=Arab News; middleeasteye.net=Middle East Eye
hurriyetdailynews.com=Hürriyet Daily News; dailysabah.com=Daily Sabah; rferl.org=Radio Free Europe/Radio Liberty; voanews.com=Voice of America; polygraph.info=Polygraph.info
themoscowtimes.com=The Moscow Times; meduza.io=Meduza; tass.com tass.ru=TASS; interfax.com interfax.ru=Interfax; sputniknews.com=Sputnik; rt.com=RT
kyivpost.com=Kyiv Post; kyivindependent.com=The Kyiv Independent; novayagazeta.ru=Novaya Gazeta; ria.ru=RIA Novosti; kommersant.ru=Kommersant; rbc.ru=RBC
timesofindia.indiatimes.com=The Times of India; hindustantimes.com=Hindustan Times; thehindu.com=The Hindu; indianexpress.com=The Indian Express; ndtv.com=NDTV
deccanherald.com=Deccan Herald; dawn.com=Dawn; scmp.com=South China Morning Post; straitstimes.com=The Straits Times; channelnewsasia.com=CNA; japantimes.co.jp=The Japan Times
asia.nikkei.com=Nikkei Asia; asahi.com=The Asahi Shimbun; koreaherald.com=The Korea Herald; xinhuanet.com=Xinhua; chinadaily.com.cn=China Daily; globaltimes.cn=Global Times
mg.co.za=Mail & Guardian; allafrica.com=allAfrica; nation.africa=Nation; premiumtimesng.com=Premium Times; punchng.com=The Punch; bangkokpost.com=Bangkok Post
spiegel.de=Der Spiegel; zeit.de=Die Zeit; faz.net=Frankfurter Allgemeine Zeitung; sueddeutsche.de=Süddeutsche Zeitung; welt.de=Die Welt; bild.de=Bild; taz.de=taz
tagesschau.de=tagesschau; dw.com=Deutsche Welle; tagesspiegel.de=Der Tagesspiegel; handelsblatt.com=Handelsblatt; nzz.ch=Neue Zürcher Zeitung; derstandard.at=Der Standard; diepresse.com=Die Presse
lemonde.fr=Le Monde; lefigaro.fr=Le Figaro; liberation.fr=Libération; mediapart.fr=Mediapart; france24.com=France 24; rfi.fr=RFI; lesoir.be=Le Soir; letemps.ch=Le Temps
elpais.com=El País; elmundo.es=El Mundo; abc.es=ABC; lavanguardia.com=La Vanguardia; clarin.com=Clarín; lanacion.com.ar=La Nación; eltiempo.com=El Tiempo; eluniversal.com.mx=El Universal
corriere.it=Corriere della Sera; repubblica.it=la Repubblica; lastampa.it=La Stampa; ansa.it=ANSA; ilsole24ore.com=Il Sole 24 Ore; publico.pt=Público; folha.uol.com.br=Folha de S.Paulo
oglobo.globo.com=O Globo; estadao.com.br=O Estado de S. Paulo; nrc.nl=NRC; volkskrant.nl=de Volkskrant; nos.nl=NOS; standaard.be=De Standaard; dn.se=Dagens Nyheter; svd.se=Svenska Dagbladet
aftenposten.no=Aftenposten; nrk.no=NRK; politiken.dk=Politiken; berlingske.dk=Berlingske; dr.dk=DR; hs.fi=Helsingin Sanomat; yle.fi=Yle; gazeta.pl=Gazeta.pl; wyborcza.pl=Gazeta Wyborcza
euronews.com=Euronews; euobserver.com=EUobserver; occrp.org=OCCRP; icij.org=ICIJ; globalvoices.org=Global Voices; democracynow.org=Democracy Now!
"""
# The last labels of a host that a country's registry keeps for itself: "smh.com.au" is one name, "smh".
_SECOND = frozenset(["ac", "co", "com", "edu", "go", "gob", "gov", "ne", "net", "nom", "or", "org"])
# Labels before the name proper; "edition.cnn.com" and "m.bbc.co.uk" are the same outlets.
_ARTICLES = re.compile(r"^(?:the|der|die|das|le|la|el|il|de)\s+", re.IGNORECASE)


@lru_cache(maxsize=1)
def _domains() -> dict[str, str]:
    rows = (row.split("=") for line in _TABLE.strip().splitlines() for row in line.split("; "))
    return {domain: name for domains, name in rows for domain in domains.split()}


@lru_cache(maxsize=1)
def _stems() -> dict[str, str]:
    stems: dict[str, str] = {}
    for domain, name in _domains().items():
        stems.setdefault(_key(name), _label(domain))
    return stems


def outlet_name(url_or_domain: str, outlets: Mapping[str, str] | None = None) -> str:
    """The outlet's name, from the site's own table or ours; "" for a domain that neither knows."""
    host = host_of(url_or_domain)
    labels = host.split(".")
    for start in range(len(labels) - 1):
        domain = ".".join(labels[start:])
        name = (outlets or {}).get(domain) or (outlets or {}).get(f"www.{domain}") or _domains().get(domain)
        if name:
            return name
    return ""


def outlet_stem(publisher_or_url: str) -> str:
    """What a source's id begins with: "nytimes" for The New York Times, "theweek" for The Week, "" for nothing."""
    given = publisher_or_url.strip()
    known = _stems().get(_key(given))
    if known:
        return known
    if "://" in given or re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", given):
        return _label(host_of(given))
    return _key(_ARTICLES.sub("", given))[:24]


def known_name(words: str) -> str:
    """The outlet of that very name, as the table writes it ("the new york times company" too); "" for none."""
    key = _key(re.sub(r"(?i)[\s,]+(?:company|co\.?|inc\.?|ltd\.?|limited|llc|media|group|publications?)\s*$", "", words.strip()))
    for name in (key, _key("the " + words), key.removeprefix("the")):
        if name in _stems():
            return _names()[name]
    return ""


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {_key(name): name for name in _domains().values()}


def host_of(url_or_domain: str) -> str:
    """The host in lower case, without port and without `www.`; "" when there is none."""
    given = url_or_domain.strip()
    try:
        host = urlsplit(given if "//" in given else f"//{given}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if re.fullmatch(r"[\w.-]{1,253}", host) else ""


def _label(host: str) -> str:
    """The label that names the outlet: "nytimes" of nytimes.com, "smh" of smh.com.au."""
    labels = host.split(".")
    if len(labels) >= 3 and labels[-2] in _SECOND and len(labels[-1]) == 2:
        labels = labels[:-1]
    return _key(labels[-2] if len(labels) >= 2 else labels[0])


def _key(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.lower().replace("ø", "o").replace("ß", "ss").replace("ł", "l"))
    return "".join(c for c in plain if c.isalnum() and c.isascii())

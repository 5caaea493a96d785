"""Words that decide whether capitalised words are a person, an organisation or neither.

All tables hold lower-case words without a final dot. They are data to read and to extend: a word added here changes
what `find_people` finds and nothing else.
"""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a table."""
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(";"))


MALE_HONORIFICS = word_set(
    "mr sir lord congressman king prince pope father monsieur m herr councilman rabbi imam ayatollah sheikh sheik cardinal archbishop"
)
FEMALE_HONORIFICS = word_set(
    "mrs ms miss lady dame madam congresswoman queen princess sister mme frau councilwoman"
)
# Words for what somebody is or does; as the last word before a name they make it a person's.
ROLES = word_set(
    """
    activist actor actress adviser advisor aide ally ambassador analyst anchor anchorman architect artist assistant astronaut attorney author banker billionaire biographer
    boss boxer broadcaster broker brother businessman businesswoman campaigner candidate captain ceo chair chairman chairperson chairwoman champion chancellor
    chef chief cleric coach columnist comedian commander commentator commissioner communications composer comptroller congressman congresswoman consultant contender contributor
    coordinator correspondent councillor councilman councilwoman counsel counselor critic cousin czar daughter dean defector delegate deputy designer detective dictator diplomat
    director doctor donor driver economist editor educator emissary engineer entrepreneur envoy executive expert exile father farmer fellow financier fighter founder
    co-founder cofounder co-chair co-chairman co-author co-host friend general governor guest head heir historian host hostess husband inspector intern interpreter investigator investor
    journalist judge justice killer king lawmaker lawyer leader legislator lieutenant lobbyist magnate magistrate manager mayor meteorologist minister model moderator
    mogul mother musician narrator negotiator neighbor nephew newcomer niece nominee novelist nurse officer official operative opponent organizer owner partner pastor patient
    philanthropist photographer physician physicist pianist pilot player playwright poet politician pollster pop preacher prefect premier presenter president presidential priest
    principal prisoner producer professor prosecutor psychiatrist psychologist publicist publisher quarterback rapper realtor rector reporter representative researcher resident
    retiree rival runner scholar scientist screenwriter sculptor secretary senator sergeant sheriff singer sister socialist soldier solicitor son songwriter speaker specialist
    spokesman spokesperson spokeswoman sportscaster star statistician stepson stepdaughter strategist striker student superintendent surgeon survivor teacher technician therapist trader treasurer trooper
    trustee tycoon undersecretary uncle aunt veteran vice-president victim volunteer whistleblower widow widower wife winner winger witness worker writer mastermind frontrunner front-runner
    auditor clerk accountant archivist assessor bookkeeper caretaker carpenter constable contractor controller coroner curator custodian dispatcher firefighter harbormaster
    ombudsman paramedic pharmacist planner provost regent registrar surveyor warden
    informant suspect defendant plaintiff hopeful standard-bearer nominee-elect president-elect
    """
)
# Words that stand before such a role and belong to it: "former deputy national security adviser".
ROLE_MODIFIERS = word_set(
    """
    acting assistant associate chief deputy executive ex former first foreign general global high incoming interim joint junior late lead legal longtime long-time managing minority
    majority national new newly old onetime one-time outgoing past presumptive prime principal prospective retired ranking regional senior shadow special state then top under veteran
    vice whip white house security defense defence intelligence homeland interior treasury commerce labor labour energy education health transportation
    agriculture justice environment economy finance trade press communications campaign policy political public affairs media digital finance field budget
    party caucus conference congressional presidential gubernatorial senatorial mayoral council city county district police fire u.s us u.n un u.k uk eu e.u gop g.o.p ag
    republican democratic democrat libertarian conservative liberal independent socialist green tea labour tory
    senate house supreme court circuit appeals federal central reserve bank intelligence counterterrorism cybersecurity
    prosecuting defending lead real estate reality tv movie film pop rock hip-hop star fellow rival
    """
)
TITLE_OF = _phrases(  # what follows "Secretary of", "Director of" and still belongs to the title
    """
    state; defense; defence; homeland security; health and human services; housing and urban development; veterans affairs; national intelligence;
    central intelligence; the treasury; the interior; the house; the senate; the exchequer; the army; the navy; the air force; commerce; energy; labor;
    agriculture; education; transportation; staff; the cia; the fbi
    """
)
DEMONYMS = word_set(
    """
    afghan african albanian algerian american angolan arab argentine argentinian armenian asian australian austrian azerbaijani bahraini bangladeshi belarusian belgian bolivian bosnian brazilian british
    bulgarian burmese cambodian cameroonian canadian catalan chechen chilean chinese colombian congolese croatian cuban cypriot czech danish dominican dutch ecuadorean egyptian emirati english
    eritrean estonian ethiopian european filipino finnish french georgian german ghanaian greek guatemalan haitian hawaiian hispanic honduran hungarian icelandic indian indonesian iranian iraqi irish israeli
    italian jamaican japanese jewish jordanian kazakh kenyan korean kosovar kurdish kuwaiti kyrgyz latvian latino lebanese liberian libyan lithuanian macedonian malaysian maltese mexican moldovan mongolian
    moroccan muslim nepalese nicaraguan nigerian norwegian omani pakistani palestinian panamanian paraguayan persian peruvian polish portuguese qatari romanian russian rwandan saudi scottish serb
    serbian sikh singaporean slovak slovakian slovenian somali soviet spanish sri sudanese sunni shiite swedish swiss syrian taiwanese tanzanian thai tibetan tunisian turkish ugandan ukrainian
    uruguayan uzbek venezuelan vietnamese welsh yemeni zimbabwean catholic christian protestant mormon evangelical jew jews muslims christians catholics americans russians texan californian
    """
)

# A run of capitalised words that ends on one of these is an organisation.
ORG_ENDS = word_set(
    """
    academy administration agency aerospace airlines airways aviation brewery brewing builders catering construction consulting contracting dairy developers drilling
    dredging engineering foods furniture hardware hotels insurance landscaping logistics lumber manufacturing marine mining motors paving pharmaceuticals plumbing properties
    realty roofing salvage seafood shipping shipyard shipyards steel technologies telecom textiles towing trucking wireless alliance army association assembly authority band bank board branch brigade broadcasting brotherhood bureau cabinet caucus center centre chamber church clinic club coalition college
    command commission committee committees communities company congress consortium convention corp corporation corps council court daily department departments division embassy
    enterprises examiner exchange federation fellows force forces forum foundation front fund gazette globe government group guard guardian herald holdings hospital ledger chronicle courier dispatch bulletin sentinel house inc
    industries initiative inquirer institute institution intelligence international journal laboratories league legion legislature ltd llc llp magazine media ministry mission monitor movement museum
    nations network networks news newspaper newspapers observer office operations organization organisation parliament partners party pac patrol police politburo post press project
    publications radio reserve review school schools seminary senate service services society star studios syndicate systems team telegraph television times tribune trust tv
    union university volunteers watch week wing workers works zeitung associates advisers advisors partnership plc gmbh s.a a.g ag campaign taskforce
    """
)
ORG_NAMES = _phrases(
    """
    white house; kremlin; pentagon; congress; capitol hill; supreme court; senate; house of representatives; house; state department; justice department;
    wall street; downing street; whitehall; vatican; holy see; elysee; parliament; knesset; duma; bundestag; islamic state; islamic state group; al qaeda;
    al-qaeda; al qaida; hamas; hezbollah; hizbollah; taliban; boko haram; interpol; europol; european union; united nations; nato; opec; gop; tass;
    interfax; reuters; bloomberg; politico; axios; breitbart; buzzfeed; vox; slate; salon; gawker; newsweek; time; facebook; twitter; google; apple;
    amazon; microsoft; uber; youtube; instagram; snapchat; netflix; yahoo; wikileaks; associated press; agence france-presse; xinhua; al jazeera;
    univision; telemundo; gallup; quinnipiac; boeing; exxon; exxon mobil; exxonmobil; gazprom; rosneft; goldman sachs; walmart; wal-mart; starbucks;
    planned parenthood; citizens united; black lives matter; ku klux klan; human rights watch; amnesty international; scotland yard; secret service;
    national guard; coast guard; red cross; greenpeace; common cause; freedom house; morgan stanley; deutsche bank; credit suisse; fannie mae; freddie mac;
    ben & jerry; johnson & johnson
    """
)
# What may follow a name in lower case and makes the whole an organisation: "the Lee campaign".
ORG_TAILS = _phrases(
    """
    campaign; campaigns; administration; transition team; transition; transition office; campaign team; legal team; camp; government; foundation;
    organization; news agency; ministry; foreign ministry; defense ministry; defence ministry; embassy; consulate; newspaper; network; military; army;
    police; parliament; cabinet; super pac
    """
)
# Papers that are named by their last word alone, after "the": "the Ledger said".
SHORT_PAPERS = word_set(
    "times post journal globe guardian tribune herald ledger telegraph economist chronicle gazette examiner observer inquirer register sentinel dispatch bulletin courier"
)
PLACE_ENDS = word_set(
    """
    airport alley avenue ave base basin bay beach blvd boulevard bridge building canal cape castle cathedral cemetery center circle city coast corner county creek crossing desert district drive east estate
    falls field fields forest fort gardens gate glacier gulf hall harbor harbour heights highway hill hills hotel island islands isle junction lake lakes lane mall market memorial
    mesa monument mount mountain mountains north ocean palace park parkway pass peninsula pier plains plaza point port province ranch rapids region resort ridge river road sea shore south springs square
    stadium state states station strait street temple terrace territory theater theatre tower towers town township trail tunnel valley village ville west woods way arena speedway
    """
)
PLACE_STARTS = word_set(
    "mount fort lake cape camp port point new saint st san santa los las el north south east west northern southern eastern western central upper lower great rio gulf"
)
PLACES = _phrases(
    """
    afghanistan; africa; alabama; alaska; albania; aleppo; algeria; america; amsterdam; ankara; argentina; arizona; arkansas; armenia; asia; athens;
    atlanta; australia; austria; azerbaijan; baghdad; bahrain; baltimore; bangladesh; beijing; beirut; belarus; belgium; benghazi; berlin; bolivia; bosnia;
    boston; brazil; britain; brooklyn; brussels; buenos aires; bulgaria; burma; cairo; california; cambodia; canada; charlotte; chicago; chile; china;
    cincinnati; cleveland; colombia; colorado; connecticut; crimea; croatia; cuba; dallas; damascus; delaware; delhi; denmark; denver; detroit; dubai;
    dublin; ecuador; egypt; england; estonia; ethiopia; europe; ferguson; finland; flint; florida; fort worth; france; gaza; geneva; georgia; germany;
    greece; guantanamo; guantánamo; haiti; harlem; havana; hawaii; hollywood; hong kong; houston; hungary; iceland; idaho; illinois; india; indiana;
    indianapolis; indonesia; iowa; iran; iraq; ireland; islamabad; israel; istanbul; italy; japan; jerusalem; jordan; kabul; kansas; kazakhstan; kentucky;
    kenya; kiev; kyiv; korea; kosovo; kuwait; las vegas; latvia; lebanon; libya; lithuania; london; long island; los angeles; louisiana; macedonia; madrid;
    maine; malaysia; manhattan; maryland; massachusetts; mecca; mexico; miami; michigan; middle east; milwaukee; minneapolis; minnesota; mississippi;
    missouri; moldova; montana; morocco; moscow; mosul; munich; myanmar; nairobi; nashville; nebraska; nepal; netherlands; nevada; new delhi; new england;
    new hampshire; new jersey; new mexico; new orleans; new york; new york city; new zealand; nigeria; north carolina; north dakota; north korea; norway;
    ohio; oklahoma; oman; oregon; orlando; oslo; ottawa; pakistan; palestine; panama; paris; pennsylvania; peru; philadelphia; philippines; phoenix;
    pittsburgh; poland; portland; portugal; prague; puerto rico; pyongyang; qatar; queens; raqqa; rhode island; riyadh; romania; rome; russia; rwanda;
    san diego; san francisco; santa monica; saudi arabia; scotland; seattle; seoul; serbia; shanghai; silicon valley; singapore; slovakia; slovenia;
    somalia; south africa; south carolina; south dakota; south korea; spain; st. louis; st. petersburg; stockholm; sudan; sweden; switzerland; sydney;
    syria; taiwan; tampa; tbilisi; tehran; tel aviv; tennessee; texas; thailand; tokyo; toronto; tripoli; tucson; tunisia; turkey; u.k; u.s; uganda;
    ukraine; united arab emirates; united kingdom; united states; united states of america; utah; venezuela; vermont; vienna; vietnam; virginia; wales;
    warsaw; washington; west bank; west virginia; wisconsin; wyoming; yemen; zimbabwe; zurich
    """
)
# Capitalised at the start of a sentence, or a thing's name: never the whole of a person's name.
NOT_NAMES = word_set(
    """
    a about above according across act after again against agreement all almost along already also although always amendment among an and another any anybody anyone anything apart are around as ask asked
    at award back based be because been before behind being below beneath beside besides between beyond big bill black blog blue book both bowl breaking but by can cannot christmas christianity come could constitution credit cup
    day days deal debate declaration defense despite did didn do does doctrine don down due during each earlier easter editor either election else en even ever every everybody everyone everything exactly except
    fact far few film fifth final finally first five following for former four fourth from further game get give given god good got great green had half hanukkah has have having he hence her here hers herself
    him himself his hit holiday how however i if image images in including indeed independence inside instead into is isn islam it its itself just last late later law least less let like likewise look many march may
    maybe me meanwhile medal might mine mini more moreover most much must my myself nearly neither never nevertheless new next night nine no nobel nobody none nor not note nothing now
    o obviously of off often oh ok okay on once one only onto or other others our ours out over own part people perhaps photo photos please pm polls prize prizes proposition protocol question questions ramadan rather read red
    recently record related report reports requests rule said same say says second see seems senior several shall she should show side similarly since six so some somebody someone something sometimes sometimes soon sources spirit stand still stop story such sunday
    super ten than thank thanks thanksgiving that the their them themselves then there thereby therefore these they think third this those though three through throughout thus tickets title to today together tomorrow tonight too toward towards treaty tuesday
    two unclear under unless unlike until up update updated upon us used veterans very via video was watch we week weeks well were what whatever when whenever where whereas wherever whether which while who whoever whole whom whose why will wire with within without
    would year years yes yesterday yet you your yours zero war wars world memorial labor bible quran koran senate congress police officials republicans democrats republican democratic democrat democrats
    libertarian libertarians conservatives liberals internet web site index search section sections advertisement subscribe supported sign skip continue reading page home contact privacy terms
    monday wednesday thursday friday saturday january february april june july august september october november december spring summer autumn winter jan feb mar apr jun jul aug sept oct nov dec
    mon tue wed thu thur thurs fri sat sun north south east west northern southern eastern western midwest hill street wall capitol god jesus lord catholic latino hispanic black white asian
    party committee agency department university campaign administration government court council group company union states united nations islamic state national federal public american general major
    president minister secretary senator governor director ambassador spokesman spokeswoman chairman mayor judge attorney press office security foreign prime vice deputy chief special critics experts investigators lawyers asked
    aides allies advisers advocates latinos immigrants refugees supporters backers prosecutors opponents activists analysts authorities businesses companies detectives diplomats doctors economists
    employees executives families fans friends leaders lawmakers members moderates neighbors observers organizers parents pollsters protesters reporters researchers residents scientists senators soldiers
    students teachers teams unions users veterans victims villagers viewers visitors witnesses women men workers plan plans classic golf invitational conservative liberal progressive solutions universe figures founding fathers bible poll life books peppers records documents data sales shares stocks
    left right young old long short high low hard real true false dear fake news morning evening afternoon tea gun health care obamacare brexit olympics olympic games series season episode chapter trump-pence
    """
)
FUNCTION_WORDS = word_set(
    "the a an in on at but and or if when for with by from to of this that these those our my your his her its their as after before while so yet because since until what who how why where it he she they we i not no"
)
CALENDAR = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
    jan feb mar apr jun jul aug sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    """
)
HOLIDAYS = _phrases(
    """
    election day; inauguration day; independence day; memorial day; labor day; veterans day; presidents day; thanksgiving day; christmas day;
    christmas eve; boxing day; new year; good friday; super tuesday; super bowl; mother's day; valentine's day; martin luther king day; st. patrick's day;
    may day; black friday; earth day
    """
)
SPEECH_VERBS = word_set(
    """
    acknowledged acknowledges added adds admitted admits advised agreed agrees alleged alleges announced announces answered answers argued argues asked asks asserted asserts believes believed blamed called calls cautioned charged
    claimed claims commented complained conceded concedes concluded confirmed confirms continued contended contends countered declared declares declined declines denied denies described disclosed dismissed disputed disputes
    emphasized estimated explained explains expressed hinted indicated insisted insists joked lamented maintained maintains mentioned mused noted notes objected observed offered ordered pledged pointed posted praised predicted
    promised proposed questioned quipped recalled recalls recounted refused rejected rejects remarked repeated replied reported reports requested responded responds retorted revealed said saying says snapped stated states stressed
    suggested suggests swore testified thinks told tells tweeted tweets urged urges vowed warned warns wondered wrote writes
    """
)

"""Nouns that tell what kind of actor a name or a description means.

All in small letters and in the singular unless the plural means something of its own. They are plain English
vocabulary: an actor's own name never stands here (the gazetteer has those).
"""

from __future__ import annotations

from detente.records import ActorType


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Offices and functions: what `Position.title` may end in.
OFFICES = _words(
    "administrator adviser advisor ambassador analyst archbishop attaché candidate ceo chair chairman chairperson"
    " chairwoman chancellor chief co-chair commander commander-in-chief commissioner comptroller congressman"
    " congresswoman consul coordinator counsel czar delegate deputy diplomat director emir emperor envoy fellow"
    " foreign-minister general-secretary governor governor-general head inspector justice king lawmaker leader"
    " legislator mayor mediator minister mp negotiator nominee officer ombudsman pope premier president"
    " president-elect prince princess prosecutor queen rapporteur representative researcher secretary"
    " secretary-general senator speaker spokesman spokesperson spokeswoman sultan treasurer under-secretary"
    " undersecretary vice-president whip"
)
# … of which these stand for many people at a time, so that "the spokesman" needs its body to be recognised.
COMMON_OFFICES = _words(
    "adviser advisor analyst candidate commander delegate deputy diplomat fellow lawmaker leader legislator mp"
    " negotiator officer representative researcher senator spokesman spokesperson spokeswoman"
)
# Forms of address and ranks before a name; no positions.
ADDRESS = _words(
    "adm admiral ayatollah baron baroness brigadier capt captain col colonel dame dr excellency father gen general"
    " highness hon honourable imam judge justice lady lieutenant lord lt madam maj majesty major marshal miss mme mr"
    " mrs ms mullah prof professor rabbi rev sergeant sgt sheik sheikh sir sister"
)
# Singular nouns for one person; their plurals make a Group.
PEOPLE = OFFICES | _words(
    "activist actor adult agent aide airman ally artist assailant asylum-seeker athlete attacker attorney author"
    " authority baby backer banker bishop blogger bodyguard bomber boy brother businessman businesswoman captive"
    " casualty child children citizen civilian cleric colleague colonel communist compatriot conservative contractor"
    " convict convoy correspondent councillor councilor counterpart creditor crew criminal critic crowd daughter"
    " defector defendant delegation democrat demonstrator detainee dissenter dissident doctor donor driver editor"
    " employee engineer entourage evacuee exile expatriate expert extremist family farmer father fighter figure"
    " fisherman follower foreigner friend general girl guard guerrilla guest gunman hacker hardliner helper host"
    " hostage husband imam individual inhabitant inmate insurgent intellectual investigator investor islamist"
    " jihadist journalist judge killer lawyer liberal loyalist man marine member men mercenary migrant militant"
    " militiaman miner mob monitor monk mother murderer national nationalist native nun nurse observer official"
    " oligarch operative opponent parent parliamentarian participant partner passenger patient peacekeeper people"
    " person personality personnel photographer pilot pirate player policeman policewoman policymaker politician"
    " predecessor priest prisoner protester protestor rabbi raider rebel reformist refugee relative reporter"
    " republican resident rioter sailor scientist separatist settler singer sister smuggler socialist soldier son"
    " spy staff staffer statesman student successor supporter survivor suspect teacher team teenager terrorist"
    " tourist trader trafficker traveler traveller troop unionist veteran victim villager visitor volunteer voter"
    " whistleblower widow wife woman women worker writer youth"
    " abductee abductor backbencher bystander conscript crewman crewmember firefighter fireman hijacker kidnapper"
    " magistrate mourner onlooker opposition organiser organizer perpetrator petitioner poacher reservist serviceman"
    " servicewoman sniper trooper"
    " source"
)
# Collective nouns in the singular that mean several people.
COLLECTIVES = _words(
    "children convoy crew crowd delegation entourage family men mob opposition people personnel police staff team"
    " troops women youth"
)
# Nouns whose mention with a state is the state itself ("the Egyptian government").
RULE = _words("administration authorities government leadership regime rulers")
# Forces and bodies of a state: actors of their own, typed Government.
FORCES = _words("army force forces militaries military navy police")
BODIES = FORCES | _words(
    "agency bundestag bureau cabinet coastguard congress court department directorate duma gendarmerie judiciary"
    " junta knesset legislature marines ministry parliament pentagon secretariat senate service treasury tribunal"
)
# Fields of work in the names of bodies and titles ("commission" alone is no body, "trade commission" is).
PORTFOLIOS = _words(
    "agriculture air armed border central coast constitutional culture defence defense economy education energy"
    " external federal finance foreign ground health high home information intelligence interior internal justice"
    " military national naval oil public republican revolutionary riot royal secret security special state supreme"
    " trade transport"
)
_TYPED: dict[ActorType, str] = {
    "ArmedGroup": (
        "brigade brigades cartel faction factions fighters gang guerrilla guerrillas insurgency insurgent"
        " insurgents jihad jihadists liberation mafia militants militia militias mujahedin mujahideen rebel rebels"
        " separatists terrorists"
    ),
    "Media": (
        "broadcaster broadcasters broadcasting channel daily gazette herald journal magazine news newspaper"
        " newspapers post press radio tabloid telegraph television times tribune tv weekly"
    ),
    "Government": (
        "administration agency army assembly authority bureau cabinet chiefs coastguard command commission congress"
        " corps council-of-ministers court department directorate embassy government guard house inspectorate"
        " legislature ministry navy office parliament police prosecutor secretariat senate service supreme treasury"
        " tribunal"
    ),
    "Company": (
        "airline airliner airlines airways automaker bank banks carrier carriers co communications companies"
        " company conglomerate corp corp. corporation energy enterprise enterprises exchange firm firms fleet flight"
        " flights gas holdings inc inc. industries jet jets llc ltd ltd. manufacturer motors oil petroleum plane"
        " planes plc refinery retailer shares shipyard startup subsidiary telecom"
    ),
    "Organization": (
        "academy alliance association bloc board campaign center centre charity church club coalition college"
        " committee council f.c. fc federation foundation front fund group groups institute institutions league"
        " lobby movement museum network ngo ngos organisation organisations organization organizations parties party"
        " school society team think-tank union unions university watchdog"
    ),
    "IntergovernmentalOrganization": ("commonwealth nations"),
    "Place": (
        "airport area avenue base bay border bridge camp canal cape capital cathedral city coast county crossing"
        " dam desert district districts enclave forest governorate gulf heights highway hill hills hospital hotel"
        " island islands jail lake line locality mosque mountain mountains municipality neighborhood neighbourhood"
        " oblast ocean palace park peninsula plant plaza port prefecture prison province provinces reactor region"
        " river road sea shrine square stadium state station strait straits street strip suburb temple territory"
        " tower towers town valley village zone"
    ),
}
# Head noun in the name, before it or in apposition -> type.
TYPED: dict[str, ActorType] = {word: kind for kind, words in _TYPED.items() for word in words.split()}
# Nouns that a text speaks of a named body with: "the airline", "the bloc".
SINGLE_BODIES = _words(
    "agency airline alliance bank bloc broadcaster carrier channel charity club coalition committee company"
    " conglomerate corporation council daily federation firm foundation front group institute insurgency"
    " manufacturer militia movement network newspaper ngo organisation organization party union university watchdog"
)
# First words of bodies that several states share.
INTERNATIONAL = _words(
    "african american arab asian caribbean eu eurasian european global inter-american international islamic latin"
    " nordic pan-american permanent south-asian u.n. un united world"
)
# Nouns for places and bodies that surnames are made of too.
AMBIGUOUS = _words(
    "bridge bush center court forest french guard hill house lake line office park port service square street"
)
# Last words of capitalised phrases that the entity recogniser takes for bodies or people.
NO_ACTORS = _words(
    "accord accords act adviser advisor agreement aircraft airmen amendment article award battle bible bill"
    " bombardment brexit budget call championship chapter charter christmas communique compact conference"
    " constitution convention coronavirus covid covid-19 crisis cross cup curtain day deal declaration dialogue"
    " doctrine dollar earthquake easter ebola election elections envoy euro facebook files framework games general"
    " god holocaust hurricane initiative inquiry internet investor killer koran law license licenses massacre"
    " memorandum minister missile month notice olympics operation order pact plan prize process program programme"
    " project protocol quran ramadan rapporteur referendum representative resolution revolution roadmap secretary"
    " section siege spring statement strategy submarine summit talks tax time treaty twitter uprising vaccine virus"
    " war week year"
)
# … and single words that are no names by themselves.
VAGUE_NAMES = _words(
    "administration alliance capitol career central church colonial congressional customs defence defense earth"
    " east field government hemisphere justice labor ngo state states union unity west"
)
# Surnames that so many bear that one alone tells nobody.
FREQUENT = _words(
    "adams ahmed ali allen anderson bailey baker bell bennett brooks brown campbell carter chan chavez chen clark"
    " collins cook cooper cox cruz davies davis diaz edwards evans fernandez fischer flores foster garcia gomez"
    " gonzalez gray green hall harris hassan hernandez hill howard hughes hussain hussein ibrahim jackson james"
    " johnson jones kelly khan kim king kumar lee lewis li lin liu long lopez martin martinez mendoza miller mitchell"
    " mohamed mohammed moore morales morgan morris muller murphy myers nelson nguyen park parker patel perez peters"
    " phillips powell price ramirez reed reyes richardson rivera roberts robinson rodriguez rogers ross ruiz russell"
    " sanchez sanders scott shah sharma shaw singh smith stevens stewart sullivan taylor thomas thompson torres turner"
    " walker wang ward watson white williams wilson wong wood wright wu yang young zhang zhao"
)

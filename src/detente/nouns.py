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
    "president premier minister chancellor secretary ambassador envoy spokesman spokeswoman spokesperson king queen"
    " prince princess emir sultan emperor pope chief head leader director commander governor mayor chairman chairwoman"
    " chairperson chair commissioner representative adviser advisor negotiator mediator coordinator speaker senator"
    " congressman congresswoman candidate consul attaché administrator rapporteur czar governor-general president-elect"
    " commander-in-chief vice-president co-chair researcher fellow counsel inspector prosecutor general-secretary"
    " secretary-general undersecretary under-secretary treasurer officer foreign-minister justice comptroller"
    " deputy delegate legislator nominee ceo ombudsman whip analyst lawmaker mp diplomat archbishop"
)
# … of which these stand for many people at a time, so that "the spokesman" needs its body to be recognised.
COMMON_OFFICES = _words(
    "spokesman spokeswoman spokesperson officer representative diplomat lawmaker senator deputy legislator"
    " candidate analyst researcher fellow adviser advisor delegate mp commander leader officer negotiator"
)
# Forms of address and ranks before a name; no positions.
ADDRESS = _words(
    "mr mrs ms miss dr sir lord lady madam mme prof professor rev judge colonel col captain capt general gen lt"
    " lieutenant major maj sergeant sgt admiral adm brigadier marshal sheikh sheik imam ayatollah mullah rabbi"
    " father sister dame baroness baron hon honourable excellency majesty highness justice"
)
# Singular nouns for one person; their plurals make a Group.
PEOPLE = OFFICES | _words(
    "official authority person man woman boy girl child baby citizen national prisoner detainee captive hostage inmate convict suspect"
    " defendant dissident activist journalist reporter correspondent editor photographer blogger lawyer attorney judge"
    " soldier troop sailor airman marine officer policeman policewoman guard peacekeeper fighter militant rebel insurgent gunman"
    " terrorist extremist jihadist guerrilla separatist attacker bomber assailant mercenary pirate smuggler raider militiaman"
    " protester protestor demonstrator rioter supporter opponent critic ally backer follower member volunteer worker"
    " employee staffer contractor teacher student doctor nurse patient engineer scientist expert observer monitor"
    " inspector investigator refugee migrant asylum-seeker evacuee civilian resident villager inhabitant settler voter"
    " passenger pilot crew driver tourist traveller traveler visitor family relative husband wife father mother son daughter brother sister"
    " parent widow friend colleague businessman businesswoman oligarch banker trader farmer fisherman miner"
    " politician statesman parliamentarian councillor councilor diplomat general colonel commander veteran survivor victim"
    " casualty intellectual cleric priest bishop monk nun imam rabbi pope writer author artist singer actor athlete player"
    " spy agent operative defector whistleblower hacker trafficker criminal murderer killer figure personality personnel"
    " people dissenter reformist hardliner conservative liberal democrat republican socialist communist"
    " islamist loyalist nationalist unionist negotiator mediator helper aide bodyguard staff counterpart successor predecessor"
    " host guest partner participant donor creditor investor individual men women children youth teenager adult"
    " compatriot foreigner native expatriate exile lawmaker mp policymaker delegation entourage crowd mob team convoy"
)
# Collective nouns in the singular that mean several people.
COLLECTIVES = _words("people personnel crew staff family delegation entourage crowd mob team convoy youth police troops men women children")
# Nouns whose mention with a state is the state itself ("the Egyptian government").
RULE = _words("government regime administration authorities leadership rulers")
# Bodies and forces of a state: actors of their own, typed Government.
FORCES = _words("military army navy police force forces militaries")
BODIES = FORCES | _words(
    "ministry department cabinet parliament senate congress legislature agency bureau court tribunal gendarmerie service"
    " coastguard marines directorate knesset duma bundestag treasury pentagon judiciary junta secretariat"
)
# … that need a name or a portfolio in capitals or a state to be one ("commission" alone is not).
PORTFOLIOS = _words(
    "foreign defense defence interior finance justice health trade energy economy information oil intelligence security"
    " supreme constitutional high federal national border coast air armed secret riot military special state central"
    " home external internal public education transport agriculture culture revolutionary royal republican naval ground"
)

_TYPED: tuple[tuple[ActorType, str], ...] = (
    (
        "ArmedGroup",
        "militia militias rebels militants insurgents guerrillas fighters brigade brigades insurgency separatists jihadists"
        " terrorists mujahideen mujahedin liberation jihad rebel cartel gang mafia faction factions insurgent guerrilla",
    ),
    (
        "Media",
        "newspaper daily weekly magazine broadcaster channel tv radio news times post herald tribune gazette newspapers"
        " telegraph journal television broadcasting tabloid press broadcasters",
    ),
    (
        "Government",
        "ministry department cabinet parliament senate congress legislature bureau court tribunal assembly administration"
        " agency office authority commission directorate police army navy guard house chiefs corps service secretariat"
        " government treasury coastguard embassy council-of-ministers inspectorate command prosecutor supreme",
    ),
    (
        "Company",
        "airline airlines carrier company corporation corp inc ltd llc plc firm bank manufacturer automaker shipyard refinery"
        " conglomerate subsidiary airways motors industries oil gas petroleum energy telecom startup retailer exchange"
        " fleet flight jet plane airliner shares flights jets planes holdings enterprise carriers companies banks firms"
        " enterprises communications inc. corp. ltd. co",
    ),
    (
        "Organization",
        "party union association foundation institute university college committee club federation church organization"
        " organisation ngo charity watchdog group campaign movement front coalition society center centre council league"
        " alliance lobby academy museum school team think-tank bloc fund board network f.c. fc parties groups organizations"
        " organisations institutions ngos unions",
    ),
    ("IntergovernmentalOrganization", "nations commonwealth"),
    (
        "Place",
        "city town village province district region island islands river sea ocean bay gulf strait straits peninsula desert"
        " mountain mountains valley lake airport port square street road highway bridge border crossing camp base prison jail"
        " palace hotel stadium capital county state territory strip suburb neighborhood neighbourhood governorate oblast"
        " hospital mosque cathedral plant reactor dam canal coast hills heights park forest station temple zone line hill"
        " locality area avenue cape plaza tower towers provinces districts prefecture municipality shrine enclave",
    ),
)
# Head noun in the name, before it or in apposition -> type.
TYPED: dict[str, ActorType] = {word: kind for kind, words in reversed(_TYPED) for word in words.split()}
# Nouns that a text speaks of a named body with: "the airline", "the bloc".
SINGLE_BODIES = _words(
    "airline company corporation firm bank manufacturer newspaper agency broadcaster channel party union organization"
    " organisation group movement ngo charity alliance bloc coalition council committee federation foundation institute"
    " university club front militia insurgency watchdog conglomerate carrier network daily"
)
# First words of bodies that several states share.
INTERNATIONAL = _words(
    "international united european african caribbean arab asian american inter-american nordic world pan-american islamic"
    " un u.n. eu global permanent south-asian eurasian latin"
)
# Nouns for places that surnames are made of too.
AMBIGUOUS = _words("hill lake park forest line square street port house bridge guard bush french center court office service")

# Capitalised phrases that the entity recogniser takes for bodies or people.
NO_ACTORS = _words(
    "act agreement accord accords treaty order convention resolution protocol constitution bill law plan deal pact"
    " initiative program programme project operation war day week month year prize award cup championship olympics"
    " games election elections referendum revolution spring crisis conference notice time god internet covid covid-19"
    " coronavirus ebola twitter facebook bible quran koran missile aircraft submarine brexit holocaust christmas ramadan"
    " easter dollar euro section article chapter amendment doctrine declaration statement communique charter framework"
    " memorandum roadmap process summit talks dialogue budget tax license licenses general airmen call"
    " representative files killer battle bombardment siege massacre strategy compact cross curtain virus vaccine"
    " investor advisor adviser envoy secretary minister rapporteur inquiry uprising earthquake hurricane"
)
# … and single words that are no names by themselves.
VAGUE_NAMES = _words("west east earth career alliance administration state states government defence defense justice"
    " congressional union church labor customs ngo central field colonial capitol unity hemisphere")

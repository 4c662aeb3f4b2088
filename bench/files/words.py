"""What agreements at random are made of: places, people and sentences, none of them real."""

from __future__ import annotations

TREES = ("Alm", "Ask", "Björk", "Ek", "Gran", "Hassel", "Lind", "Rönn", "Sälg", "Tall")
LANDS = ("berga", "hult", "köping", "näs", "ryd", "sala", "stad", "torp", "vik", "ås")

KINDS = ("Föreningen", "Stiftelsen", "Kvinnoföreningen", "Ungdomsföreningen", "Nätverket", "Kamratföreningen")
NAMES = (
    "Lyktan",
    "Bron",
    "Kompassen",
    "Eken",
    "Hamnen",
    "Ankaret",
    "Fyren",
    "Kretsen",
    "Verandan",
    "Bryggan",
)

# A board, the administration that prepares its matters, and the letters of its case numbers.
BOARDS = (
    ("arbetsmarknadsnämnden", "Arbetsmarknadsförvaltningen", "AN"),
    ("socialnämnden", "Socialförvaltningen", "SN"),
    ("kulturnämnden", "Kulturförvaltningen", "KN"),
    ("äldrenämnden", "Äldreförvaltningen", "ÄN"),
    ("kommunstyrelsen", "Kommunledningskontoret", "KS"),
    ("barn- och ungdomsnämnden", "Barn- och ungdomsförvaltningen", "BUN"),
)

FIRST_NAMES = ("Anna", "Bengt", "Carina", "David", "Eva", "Fredrik", "Gunilla", "Hassan", "Ingrid", "Johan")
LAST_NAMES = ("Exempel", "Lundmark", "Sjöholm", "Ekdal", "Norling", "Vikander", "Strandh", "Hellman")

WHO = (
    "människor som står långt från arbetsmarknaden",
    "unga som varken arbetar eller studerar",
    "äldre som lever ensamma",
    "familjer som är nya i kommunen",
    "människor som lever i hemlöshet",
    "kvinnor som har utsatts för våld",
)
WHAT = (
    "en mötesplats som är öppen alla vardagar",
    "platser för arbetsträning och praktik i en verklig miljö",
    "språkträning, samhällsinformation och stöd i kontakten med myndigheter",
    "en trygg gemenskap och en väg till studier eller arbete",
    "råd, stöd och gemensamma aktiviteter för hela familjen",
)
WHY = (
    "Deltagarna ska stärkas i sin vardag, och färre ska behöva försörjningsstöd.",
    "Det långsiktiga målet är att fler deltar i samhällslivet på lika villkor.",
    "Verksamheten kompletterar det som kommunen själv gör, och ersätter inte något av det.",
    "Parterna vill tillsammans pröva arbetssätt som ingen av dem kan bära ensam.",
)
REFERRAL = (
    "Deltagarna anvisas av socialtjänsten eller kommer på eget initiativ.",
    "Deltagarna anvisas genom arbetsmarknadsenheten efter ett gemensamt möte.",
    "Ingen anvisning krävs; verksamheten är öppen för alla i målgruppen.",
)
AMENDED = (
    "Målgruppen breddades, så att fler kunde delta.",
    "Öppettiderna utökades till att omfatta lördagar.",
    "En snickarverkstad öppnades i samma lokaler.",
    "Föreningen tog över ansvaret för lokalerna.",
)
EARLIER = (
    "Den omfattade enbart mötesplatsen och hade färre platser.",
    "Den var ett försök under två år, som utvärderades med gott resultat.",
    "Den följde kommunens tidigare riktlinjer för samverkan med civilsamhället.",
)

# Lines of the public side and of the civil side: what they are called, and their kind.
PUBLIC_HOURS = (
    ("Handledare", "staff"),
    ("Samordnare", "staff"),
    ("Arbetsmarknadskonsulent", "staff"),
    ("Socialsekreterare på plats", "staff"),
)
CIVIL_HOURS = (
    ("Ideellt arbete", "volunteers"),
    ("Verksamhetsledare", "staff"),
    ("Familjepedagog", "staff"),
    ("Ideella resurser vid öppet hus", "volunteers"),
)
CIVIL_SUMS = (
    ("Lokaler", "premises"),
    ("Personal, lokaler och utrustning", "mixed"),
    ("Utrustning och material", "equipment"),
)
LINE_NOTES = (
    "avser hyra av lokaler som används för en del av aktiviteterna.",
    "avser den tid som läggs på verksamheten, och följs upp varje halvår.",
    "avser föreningens administration, i den del som hör till verksamheten.",
)
MEETINGS = (
    ("styrgruppsmöte", "möten i en gemensam styrgrupp"),
    ("avstämningsmöte", "gemensamma avstämningsmöten"),
    ("dialogmöte", "återkommande dialogmöten"),
)
MEETING_NOTES = (
    "Parterna turas om att kalla, och den som kallar för också minnesanteckningar.",
    "Styrgruppen har tillsatt en arbetsgrupp som träffas löpande.",
)

MATTER = {
    "adopt": "Kommunen och föreningen har arbetat fram en ny överenskommelse, som föreslås antas.",
    "extend": "Partnerskapet visar goda resultat, och överenskommelsen föreslås därför förlängas.",
    "amend": "Parterna är överens om att ändra överenskommelsen från och med nästa årsskifte.",
    "end": "Överenskommelsen löper ut vid årsskiftet och föreslås inte ersättas av någon ny.",
    "follow-up": "Nämnden föreslås ta del av uppföljningen av det gångna året.",
}
BACKGROUND = (
    "Partnerskapet bygger på att kommunen och föreningen driver och bekostar verksamheten gemensamt.",
    "Båda parter har ett inflytande över hur verksamheten utvecklas och över vilka som deltar.",
    "Behovet av verksamheten har ökat under de senaste åren, framför allt bland unga vuxna.",
    "Föreningen har lång erfarenhet av målgruppen och når människor som kommunen har svårt att nå.",
    "Verksamheten startade som ett försök, och utvärderingen visade att deltagarna mår bättre.",
    "Flera av deltagarna har gått vidare till studier eller arbete efter en tid i verksamheten.",
    "Ett tjugotal ideella ledare håller öppet tillsammans med två anställda.",
)
CHANGES = (
    "målgruppen vidgas till att omfatta även unga vuxna",
    "antalet platser ökar",
    "öppettiderna förlängs med två timmar om dagen",
    "uppföljningen görs efter kommunens modell",
)
PLANS = (
    "Parterna inför ett gemensamt verktyg för att mäta deltagarnas stegförflyttning.",
    "Samarbetet med studieförbunden fördjupas, inom befintlig budget.",
    "Föreningen rekryterar fler ideella ledare.",
    "Inflödet av deltagare görs smidigare genom en gemensam kontaktväg.",
)
PARTICIPANTS = "Deltagarna erbjuds plats i kommunens egen verksamhet eller hos andra föreningar."
ECONOMY = (
    "Kommunens insats ryms inom nämndens ram.",
    "Insatsen finansieras inom den budget som nämnden redan har beslutat.",
)
GOALS = (
    "Partnerskapet bidrar till målet om goda villkor för ett jämlikt och hälsosamt liv.",
    "Partnerskapet bidrar till målet om att fler invånare ska försörja sig själva.",
    "Partnerskapet bidrar till målet om en trygg kommun för alla åldrar.",
)
EQUALITY = (
    "Verksamheten är öppen för kvinnor och män. Parterna redovisar löpande deltagarna efter kön.",
    "Verksamheten når i dag fler kvinnor än män, och parterna arbetar för en jämnare fördelning.",
)
CONSULTATION = (
    "Juridikenheten har rådfrågats och har inget att invända.",
    "Berörda nämnder har tillfrågats och tillstyrker förslaget.",
    "Upphandlingsenheten har bedömt att ett partnerskap är en godtagbar form för verksamheten.",
)
FOLLOWED = (
    "Uppföljning och utvärdering sker inom ramen för partnerskapet.",
    "Resultaten redovisas för nämnden i samband med årsrapporten.",
)

import pytest

from detente import notices

BODY = [
    "Reporting by the commission shows that prisoners were beaten.",
    "Written by hand, the letter was delivered by Sild.",
    "Editing of the tapes was denied by the broadcaster.",
    "Translated by the court, the verdict runs to 50 pages.",
    "Follow-up talks will be held in Kareth on Monday.",
    "Following us at a distance, two boats of the coast guard left the strait.",
    "Copyright law was changed by parliament in March.",
    "Photos taken by satellites show new trenches.",
    "Sources close to the president denied the report.",
    "This report of the committee was published on Monday.",
    "The report was updated to include the attack on Vesk.",
    "By Monday the army had left the town.",
    "Contacts between the two ministries were cut.",
    "Contact between the two presidents was broken off.",
    "Read more carefully, the treaty binds both sides.",
    "Share prices fell after the attack.",
    "Related talks on water will begin in June.",
    "Support for our allies will continue, Holm said.",
    "The station lost its licence and 40,000 subscribers, its owner said.",
    "The ministry said on its website that 52 people had been freed.",
    "For more than a year, Belmora has asked for a visit.",
    "File charges or release them, Kessler demanded.",
    "Images of the damage moved many people.",
    "“Follow us,” the officer told the crew.",
    "Ends of wars are seldom clean.",
    "The journalist was told to contact us through her lawyer, the ministry said.",
    "Subscribers to the treaty include Arvania and Belmora.",
    "Women must be free to decide about their reproductive health, our government believes.",
    "On 3 March Arvania shelled Vesk.",
    "These are principles that all of our neighbours signed up to.",
    "Our soldiers are working around the clock at the bridge.",
    "Watch towers were built along our border.",
    "Sign-up for the army has doubled.",
    "Tel Aviv and Kareth restored ties.",
    "Additional troops were sent by Belmora.",
]


@pytest.mark.parametrize("line", BODY)
def test_sentences_of_a_body_are_kept(line: str) -> None:
    assert not notices.is_notice(line)
    assert not notices.is_closing(line)
    assert not notices.is_caption(line)
    assert not notices.is_byline(line)
    assert not notices.is_time(line)
    assert notices.credit_at_end(line) == len(line)


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by Ada Wern; editing by Tom Adair",
        "(Reporting by Ada Wern in Kareth and Jon Petrik in Vesk; Editing by Tom Adair)",
        "Additional reporting by Ada Wern, writing by Jon van Petrik",
        "Written by Ada Wern",
        "© The Brunholm Courier 2025",
        "(c) 2025 Meridian Wire",
        "Copyright 2025 Meridian Wire. All rights reserved.",
        "Read more: How the war began",
        "READ MORE",
        "Read more about the talks",
        "Also read: How the war began",
        "Related: How the war began",
        "Related stories",
        "Source: Meridian Wire",
        "Tags: war, peace",
        "Click here to read the full statement.",
        "Follow us on social media",
        "Follow the minister on X @minister",
        "Follow Radio Kestrel on Telegram.",
        "Sign up for our newsletter",
        "Subscribe now for unlimited access",
        "Subscribe to the Courier for unlimited access to our reporting.",
        "Download our app.",
        "This story was originally published on 3 March.",
        "(This article is part of a series produced with Sund TV.)",
        "This article was translated from Belmoran by A. B.",
        "Editor's note: an earlier version gave another number.",
        "Ada Wern in Kareth contributed to this report.",
        "With reporting from Ada Wern in Kareth",
        "For more information, please visit the website of the ministry.",
        "Media contact: press office, Brunholm",
        "Email: press@kelland.example",
        "Advertisement",
        "###",
        "* * *",
        "Our standards: The Meridian Charter",
    ],
)
def test_notices_wherever_they_stand(line: str) -> None:
    assert notices.is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "Our website carries only a part of the stories that our subscribers get. Please contact us for a licence.",
        "The Meridian website carries a selection of our reports. Subscribe for the full service.",
        "No part of this content may be reproduced without permission.",
        "Radio Kestrel broadcasts around the clock. Find us in our app.",
        "press@kelland.example, +47 22 33 44 55",
        "https://kelland.example/press",
        "ab/cd (Agency)",
        "— Meridian Wire",
        "(Meridian)",
        "ENDS",
        "-30-",
        "By Ada Wern in Kareth",
        "Updated 3 March 2025, 10:15 GMT",
    ],
)
def test_closing_notices(line: str) -> None:
    assert notices.is_closing(line)


@pytest.mark.parametrize(
    "line",
    [
        "Photo: The market hall of Vesk (Rescue Service)",
        "FILE - President Ilen Marosh speaks in Kareth, March 3, 2025.",
        "File photo: Tanks at the Tirn",
        "Tanks at the Tirn bridge in March. (Photo by Ada Wern/Meridian)",
        "Tanks at the Tirn bridge. [File: Ada Wern/Meridian]",
        "Tanks at the Tirn bridge. Ada Wern/Getty Images",
        "Image credit: Ada Wern",
    ],
)
def test_captions(line: str) -> None:
    assert notices.is_caption(line)


@pytest.mark.parametrize(
    "line", ["By Ada Wern", "By Ada Wern and Jon Petrik, Meridian Wire", "BY ADA WERN", "By Ada Wern Jr."]
)
def test_bylines(line: str) -> None:
    assert notices.is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "11 September 2025",
        "Published: 3 March 2025 10:15 GMT",
        "3 min read",
        "Last updated on Monday, March 3rd",
        "2:46 P.M. EST",
    ],
)
def test_times(line: str) -> None:
    assert notices.is_time(line)


@pytest.mark.parametrize("line", ["52", "March", "March of 3 armies", "", "On Monday"])
def test_no_times(line: str) -> None:
    assert not notices.is_time(line)


@pytest.mark.parametrize(
    "note",
    [" (Reporting by Ada Wern; Editing by Tom Adair)", " (This story was updated on Monday.)", " [Edited by T. A.]"],
)
def test_a_credit_at_the_end_of_a_paragraph(note: str) -> None:
    sentence = "Arvania (population two million) freed 52."
    assert notices.credit_at_end(sentence + note) == len(sentence)
    assert notices.credit_at_end(sentence) == len(sentence)

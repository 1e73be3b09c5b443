"""Cleaning: what is marked, exactly where, and above all what is not."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.knowledge import load
from onrecord.model import Region, RegionKind
from onrecord.reading import cleaning
from onrecord.reading.cleaning.passages import key_of, words_of
from onrecord.reading.cleaning.rules import compiled, load_rules

REPORT = (
    "The two delegations met in Geneva on Tuesday for a second round of talks, the mediator said.\n"
    "“We need your support, and we ask every reader to donate,” the union's leader told reporters.\n"
    "No date was set for a third round, and neither side would say what was on the table.\n"
)


def found(text: str) -> list[tuple[str, str]]:
    return [(region.kind.value, text[region.start : region.end]) for region in cleaning.mark(text)]


# What is marked


def test_a_report_alone_has_no_boilerplate() -> None:
    assert cleaning.mark(REPORT) == ()


def test_an_appeal_runs_to_the_last_of_its_buttons() -> None:
    appeal = (
        "A Message from The Lake Herald:\n\nDear readers,\n\n"
        "We are living through hard years. The regional government has put our paper on its list of "
        "“hostile” outlets, and our staff may be fined.\n\n"
        "This is an attack on independent journalism. We see our work as a service to all.\n\n"
        "Your support, no matter how small, keeps us going. It's quick to set up.\n\n"
        "Once\nMonthly\nContinue\nPayment choice\nNot ready to support today?\nRemind me later.\n×\n"
        "Remind me next month\nThank you! Your reminder is set."
    )
    assert found(REPORT + "\n" + appeal) == [("appeal", appeal)]


def test_an_appeal_stops_where_the_report_goes_on() -> None:
    text = f"Please support our journalism today.\n{REPORT}"
    assert found(text) == [("appeal", "Please support our journalism today.")]


def test_a_line_that_asks_to_support_the_paper() -> None:
    assert found(f"Support The Lake Herald!\n\nTalks Resume in Geneva\n\n{REPORT}") == [
        ("appeal", "Support The Lake Herald!")
    ]


@pytest.mark.parametrize("line", ["Support the talks!", "Support The Strike!", "Support for the deal grows"])
def test_support_for_other_things_is_news(line: str) -> None:
    assert found(f"{line}\n\n{REPORT}") == []


def test_a_newsletter_box_is_one_region() -> None:
    box = (
        "Sign up for our free evening newsletter\n\n"
        "Our newsletter brings you the best of our reporting. It comes to your inbox every "
        "Sunday.\nSubscribers agree to the Privacy Policy"
    )
    assert found(f"{REPORT}\n{box}\n") == [("subscription", box)]


def test_a_notice_that_begins_inside_a_line_is_marked_from_its_first_sentence() -> None:
    notice = (
        "This article is for informational purposes only and is not investment advice. The views and "
        "opinions expressed here are those of their author. Markets move."
    )
    text = "The mine's owners and the union will meet again on Friday in Pretoria. " + notice
    assert found(text) == [("disclaimer", notice)]


def test_links_follow_their_heading_to_the_end() -> None:
    links = (
        "You may also like\nMayor opens new bridge after ten years of work\n"
        "Swimming club's 'hidden' pool saved\nCup final moved to Sunday"
    )
    assert found(REPORT + links) == [("related", links)]


def test_links_inside_a_report_end_before_its_next_paragraph_and_crosshead() -> None:
    text = (
        "The ministers met in Vienna for the third day of the talks on Friday.\nRead more\n"
        "How the talks in Vienna came about\nNew deadline\n"
        "The ministers have until Monday to agree, officials said.\n"
    )
    assert found(text) == [("related", "Read more\nHow the talks in Vienna came about")]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Jana Novak / TASS", "credit"),
        ("Photo: Jana Novak", "credit"),
        ("(AP Photo/Jana Novak)", "credit"),
        ("Getty Images", "credit"),
        ("Jana Novak/AFP/Getty Images", "credit"),
        ("(Reporting by Jana Novak and Omar Said; Editing by Ana Brown)", "credit"),
        ("Jana Novak in Vienna contributed to this report.", "credit"),
        ("© 2025 Lake Herald", "disclaimer"),
        ("Copyright 2025 Lake Herald. All rights reserved.", "disclaimer"),
        ("Read more: Who is who at the Vienna talks", "related"),
        ("[Related: Who is who at the Vienna talks]", "related"),
        ("Topics: Lake | Diplomacy", "navigation"),
        ("Share on Facebook", "navigation"),
        ("Facebook Twitter WhatsApp Email Print", "navigation"),
        ("Advertisement", "navigation"),
        ("Follow Jana Novak on Twitter: @jananovak", "subscription"),
        ("CLICK HERE TO GET THE LAKE HERALD APP", "subscription"),
    ],
)
def test_a_line_alone_among_paragraphs(line: str, kind: str) -> None:
    first, *rest = REPORT.splitlines()
    text = "\n\n".join([first, line, *rest])
    assert found(text) == [(kind, line)]


def test_buttons_are_marked_in_a_row_but_not_alone() -> None:
    assert found(f"{REPORT}Share\nPrint\nComments\n{REPORT}") == [("navigation", "Share\nPrint\nComments")]
    assert found(f"{REPORT}Search\n{REPORT}") == []


def test_the_heading_and_the_beginning_of_the_box_that_ends_a_text() -> None:
    box = "The Lake at Seven\nOur evening letter is free. Enter your email address to receive it."
    assert found(REPORT + box) == [("subscription", box)]
    box = "The Herald is run by volunteers. No owners, no debts. Please chip in what you can."
    assert found(f"{REPORT}\n{box}") == [("appeal", box)]
    assert found(f"{REPORT}The talks go on today. Sign up for our newsletter.") == [
        ("subscription", "Sign up for our newsletter.")
    ]


def test_a_byline_counts_only_near_the_top() -> None:
    assert found(f"Talks resume in Vienna\nBy Jana Novak\n{REPORT}") == [("credit", "By Jana Novak")]
    assert found(REPORT * 3 + "By Jana Novak\n" + REPORT) == []


# What is not marked


@pytest.mark.parametrize(
    "sentence",
    [
        "The agreement does not guarantee that the guns will fall silent, the envoy said.",
        "Pretoria accepts no responsibility for the failure of the talks.",
        "The union said it would share the draft with its members on Monday.",
        "He urged both sides to support the ceasefire and to keep talking.",
        "The government is reading the letter and will answer it this week.",
        "The statement should not be construed as a recognition of the border.",
        "WE WILL NOT LEAVE THE TABLE UNTIL THERE IS A DEAL",
        "JANA NOVAK, CHIEF NEGOTIATOR:",
        "Published 2 June 2025",
        "UPDATED: Tue., June 3, 2025",
        "Our country will never accept these terms, because our people paid for their freedom.",
        "Continue the talks or lose the aid: that was the message from Brussels.",
        "A message from the king was read out to the delegates in Rabat on Friday.",
        "Donors pledged a contribution of 40 million euros to the mission.",
    ],
)
def test_news_is_left_alone(sentence: str) -> None:
    first, *rest = REPORT.splitlines()
    for text in ("\n".join([first, sentence, *rest]), REPORT + sentence, f"{sentence}\n{REPORT}"):
        assert found(text) == []


@pytest.mark.parametrize("marks", ["“”", '""', "«»"])
def test_words_in_quotation_marks_are_somebodys_not_the_outlets(marks: str) -> None:
    opening, closing = marks[0], marks[1]
    said = f"The leaflet read: {opening}Donate now. Support us today. Subscribe to our newsletter.{closing}"
    assert found(REPORT + said + "\n" + REPORT) == []


def test_a_quotation_left_open_covers_its_paragraph() -> None:
    assert found(f"{REPORT}“Please support us today. We need your help.\n{REPORT}") == []


def test_a_plan_in_bullets_is_not_a_list_of_links() -> None:
    plan = "- Full withdrawal of all troops\n- An exchange of prisoners\n- Talks on the port\n"
    assert found(REPORT + plan) == []
    links = "- Mayor Opens New Bridge After Ten Years\n- Swimming Club Saves Its Pool\n"
    assert found(REPORT + links) == [("related", links.strip())]


# Line ends, wrapped lines, odd characters


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\n\n", "\r\n\r\n"])
def test_any_line_end_will_do(end: str) -> None:
    lines = [*REPORT.splitlines(), "Jana Novak / Reuters", "Sign up for our newsletter"]
    text = end.join(lines)
    assert found(text) == [("credit", lines[-2]), ("subscription", lines[-1])]


def test_a_byte_order_mark_and_no_break_spaces_are_outside_the_region() -> None:
    text = "\ufeffSupport The Lake Herald!\u00a0\n" + REPORT
    assert cleaning.mark(text)[0] == Region(1, 25, RegionKind.APPEAL)


def test_hard_wrapped_lines_are_read_as_paragraphs() -> None:
    body = (
        "The two delegations met in Geneva on Tuesday for a second round\n"
        "of talks that were to end a strike of nine weeks at the harbour,\n"
        "which has cost the city more than anyone there had thought when\n"
        "it began in the spring.\n\n"
        "A third round will be held if both sides agree to the agenda that\n"
        "the mediator sent them before the weekend, a person who has seen\n"
        "it said.\n\n"
    )
    notice = (
        "The opinions expressed in this column are those of the\n"
        "author and do not necessarily reflect the position of the paper."
    )
    assert found(body + notice) == [("disclaimer", notice)]
    assert cleaning.headline(body, ()) is None


# Lines that an outlet repeats


def test_a_recurring_slogan_is_boilerplate_but_a_recurring_sentence_is_not() -> None:
    slogan = "News of the lake since 1902"
    background = "The war began three years ago, when the army crossed the river."
    text = f"{slogan}\n{REPORT}{background}\n"
    keys = {key_of(slogan), key_of(background)}
    assert cleaning.mark(text) == ()
    assert cleaning.repeated(text, keys) == (Region(0, len(slogan), RegionKind.NAVIGATION),)


def test_a_text_most_of_which_recurs_is_a_reprint() -> None:
    keys = {key for _, key in cleaning.lines(REPORT + "A title without a stop")}
    assert cleaning.repeated(REPORT + "A title without a stop", keys) == ()


def test_what_repeats_is_marked_beside_what_the_text_shows() -> None:
    text = f"News of the lake since 1902\n{REPORT}Sign up for our newsletter\n"
    regions = cleaning.repeated(text, {key_of("News of the lake since 1902")})
    assert [region.kind for region in regions] == [RegionKind.NAVIGATION, RegionKind.SUBSCRIPTION]
    assert set(cleaning.mark(text)) <= set(regions)


def test_the_key_of_a_line_forgets_case_quotes_and_spaces() -> None:
    text = "News\u00a0of the LAKE’s shore!\n\n---\n"
    assert list(cleaning.lines(text)) == [((0, 25), "news of the lake's shore")]


# The headline


@pytest.mark.parametrize(
    "line",
    [
        "Talks to resume in Vienna next week, mediator says",
        "Union: No Deal Without Back Pay",
        "‘We are not there yet’: harbour talks enter third week",
        "NATO-led mission to stay, ministers agree",
        "UNION REJECTS OFFER OF 4 PER CENT",
        "Will the harbour talks survive the weekend?",
    ],
)
def test_a_first_line_that_reads_like_a_headline(line: str) -> None:
    text = f"{line}\n\n{REPORT}"
    assert cleaning.headline(text, cleaning.mark(text)) == (0, len(line))


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        "",
        "Talks resume in Vienna",
        "By Jana Novak\n" + REPORT,
        "GENEVA, June 2 (Agency) — The two delegations met again\n" + REPORT,
        "The two delegations met in Geneva on Tuesday for a\nsecond round of talks.\n",
        "Talks\n" + REPORT,
        "First title of a list\nSecond title of a list\nThird title of a list\n",
    ],
)
def test_no_headline_where_none_stands_first(text: str) -> None:
    assert cleaning.headline(text, cleaning.mark(text)) is None


@pytest.mark.parametrize(
    "above",
    [
        "First published on Tue 3 Jun 2025 14.02 BST\n",
        "Vol. 12, No. 3 · 3 June 2025\n",
        "Vienna, 3 June 2025\n",
        "(3 June 2025)\n",
        "Updated 3 hours ago\n",
        "Published: 2025-06-03T14:02:00Z\n",
        "The Lake Herald\n\n",
        "LAKE HERALD\n3 June 2025 · No. 12\n\n",
        "World\n\n",
        "Tuesday, June 3, 2025\n",
    ],
)
def test_the_headline_stands_below_the_name_of_the_paper_its_section_and_its_day(above: str) -> None:
    text = f"{above}Talks resume in Vienna\n\n{REPORT}"
    span = cleaning.headline(text, cleaning.mark(text))
    assert span == (len(above), len(above) + 22)


def test_the_headline_stands_behind_boilerplate() -> None:
    text = f"Support The Lake Herald!\n\nTalks resume in Vienna\n\nJana Novak / AFP\n\n{REPORT}"
    span = cleaning.headline(text, cleaning.mark(text))
    assert span is not None
    assert text[span.start : span.end] == "Talks resume in Vienna"


# The outlet


@pytest.mark.parametrize(
    ("boilerplate", "name"),
    [
        ("A Message from The Lake Herald:\nDear readers,\nPlease support our journalism.", "The Lake Herald"),
        ("Support The Lake Herald!", "The Lake Herald"),
        ("© 2025 The Lake Herald\nSubscribe to the Herald", "The Lake Herald"),
        ("Copyright 2025 Lake Herald. All rights reserved.", "Lake Herald"),
        ("© Lake Herald 2025", "Lake Herald"),
        (
            "Do your own research. LakeStreet does not guarantee the accuracy of its figures.",
            "LakeStreet",
        ),
    ],
)
def test_boilerplate_names_its_outlet(boilerplate: str, name: str) -> None:
    text = f"{REPORT}\n{boilerplate}"
    assert cleaning.outlet(text, cleaning.mark(text)) == name


@pytest.mark.parametrize(
    "boilerplate",
    [
        "",
        "A Message from Our Sponsors:\nSubscribe to our newsletter.",
        "© 2025 Reuters. All rights reserved.",
        "© 2025 Lake Herald\n© 2025 Harbour Post",
        "Jana Novak / TASS",
        "© 2025 Anna Berg",
        "© 2025 Lake Herald. Reprinted with permission.",
        "This article first appeared in the Lake Herald.",
    ],
)
def test_no_outlet_where_none_or_two_or_an_agency_are_named(boilerplate: str) -> None:
    text = f"{REPORT}\n{boilerplate}"
    assert cleaning.outlet(text, cleaning.mark(text)) is None


def test_a_paper_s_name_above_its_report_is_its_outlet() -> None:
    text = f"The Lake Herald\n\nTalks resume in Vienna\n\n{REPORT}"
    assert found(text) == [("navigation", "The Lake Herald")]
    assert cleaning.outlet(text, cleaning.mark(text)) == "The Lake Herald"


@pytest.mark.parametrize(
    ("line", "name", "marked"),
    [
        ("LAKE GAZETTE · Friday 15 March 2019 · No. 12", "LAKE GAZETTE", "LAKE GAZETTE ·"),
        ("Lake Herald, Friday, March 15, 2019", "Lake Herald", "Lake Herald,"),
        ("The Lake Herald | Politics", "The Lake Herald", "The Lake Herald | Politics"),
        ("Lake Radio 7 – news at noon", "Lake Radio 7", "Lake Radio 7 – news at noon"),
        ("BBC News", "BBC News", "BBC News"),
    ],
)
def test_a_masthead_may_have_a_section_or_a_day_beside_it_and_the_day_stays(
    line: str, name: str, marked: str
) -> None:
    text = f"{line}\n\nTalks resume in Vienna\n\n{REPORT}"
    assert found(text) == [("navigation", marked)]
    regions = cleaning.mark(text)
    assert cleaning.outlet(text, regions) == name
    span = cleaning.headline(text, regions)
    assert span is not None
    assert text[span.start : span.end] == "Talks resume in Vienna"


@pytest.mark.parametrize(
    "line",
    [
        "Crews Storm Border Post",
        "UNION VOTES BY MAIL",
        "World News",
        "Lake Herald – a history of lies",
        "Lake Herald: deal is near",
        "Minister attacks Lake Herald",
        "Jana Novak | Geneva",
    ],
)
def test_what_could_be_a_headline_a_section_or_a_person_is_no_masthead(line: str) -> None:
    text = f"{line}\n\n{REPORT}"
    assert found(text) == []
    assert cleaning.outlet(text, ()) is None


def test_a_name_that_its_own_appeal_repeats_is_the_paper() -> None:
    text = (
        f"OPEN LAKE\nThe water is ours\n\nForty days are enough\n\nPosted by the editor\n\n{REPORT}\n"
        "Open Lake takes no money from banks. We depend on our readers. Please donate today.\nDonate now"
    )
    regions = cleaning.mark(text)
    assert cleaning.outlet(text, regions) == "OPEN LAKE"
    assert text[regions[-1].start :].startswith("Open Lake takes no money")
    span = cleaning.headline(text, regions)
    assert span is not None
    assert text[span.start : span.end] == "Forty days are enough"
    without = text.replace("Open Lake takes", "This site takes")
    assert cleaning.outlet(without, cleaning.mark(without)) is None


def test_the_sentence_in_which_a_paper_speaks_of_itself_goes_with_its_appeal() -> None:
    house = "Lake Herald is made by six people. Please chip in what you can."
    assert found(f"Lake Herald\n\nTalks resume\n\n{REPORT}\n{house}")[1:] == [("appeal", house)]
    news = "Lake Herald has seen the draft. Please chip in what you can."
    assert found(f"Lake Herald\n\nTalks resume\n\n{REPORT}\n{news}")[1:] == [
        ("appeal", "Please chip in what you can.")
    ]


@pytest.mark.parametrize(
    ("start", "name"),
    [
        ("PARIS (Reuters) - ", "Reuters"),
        ("Geneva (AP) — ", "AP"),
        ("(Reuters) – ", "Reuters"),
        ("MOSCOW, June 2. /TASS/. ", "TASS"),
        ("TEHRAN, IRNA – ", "IRNA"),
        ("MOSCOW, June 2 – RIA Novosti. ", "RIA Novosti"),
        ("PORT ADA, March 4, 2019 (Lake Wire) — ", "Lake Wire"),
        ("PORT ADA, March 4 (LANA) -- ", "LANA"),
        ("WASHINGTON, D.C., Jan. 5, 2020 (Xinhua) -- ", "Xinhua"),
        ("ANNA BERG (SPD) — ", None),
        ("VICTORIA (Seychelles) — ", None),
        ("LONDON (John Smith) - ", None),
        ("SPRINGFIELD, March 4 (USA) – ", None),
        ("BEIRUT (Agencies) — ", None),
        ("GENEVA, June 2 — ", None),
        ("By Jana Novak, Associated Press\n", "Associated Press"),
        ("By Jana Novak, Political Editor\n", None),
    ],
)
def test_the_agency_in_the_dateline_or_byline_is_the_outlet_of_a_dispatch(
    start: str, name: str | None
) -> None:
    text = f"Talks resume in Vienna\n\n{start}{REPORT}"
    regions = cleaning.mark(text)
    assert cleaning.outlet(text, regions) == name
    assert cleaning.headline(text, regions) == (0, 22)
    if "\n" not in start:
        assert cleaning.headline(f"{start}Talks resume\n{REPORT}", ()) is None


def test_a_paper_that_prints_a_dispatch_is_the_outlet_and_two_dispatches_name_none() -> None:
    dispatch = f"Talks resume in Vienna\n\nVIENNA (Reuters) - {REPORT}"
    for text in (f"The Lake Herald\n\n{dispatch}", f"{dispatch}\n© 2025 The Lake Herald"):
        assert cleaning.outlet(text, cleaning.mark(text)) == "The Lake Herald"
    assert cleaning.outlet(f"{dispatch}GENEVA (AP) — {REPORT}", ()) is None


def test_a_sign_off_names_the_outlet() -> None:
    for line in ("— Dockside Line staff", "- The editors, Dockside Line"):
        text = f"{REPORT}\n{line}"
        assert found(text) == [("credit", line)]
        assert cleaning.outlet(text, cleaning.mark(text)) == "Dockside Line"


def test_the_report_itself_never_names_the_outlet() -> None:
    text = f"{REPORT}\nA message from The Lake Herald was read out, the minister said.\n"
    assert cleaning.outlet(text, cleaning.mark(text)) is None


# Any text at all

_SNIPPETS = st.sampled_from(
    [
        *REPORT.splitlines(),
        "Dear readers,",
        "You may also like",
        "Read more",
        "Continue",
        "×",
        "We need our readers.",
        "Sign up for our newsletter",
        "Jana Novak / TASS",
        "A title of a story",
        "All rights reserved.",
        "Lake “Herald",
    ]
)
_TEXTS = st.one_of(
    st.text(),
    st.lists(st.one_of(_SNIPPETS, st.text(max_size=20)), max_size=25).flatmap(
        lambda pieces: st.sampled_from(["\n", "\r\n", "\n\n", " "]).map(lambda end: end.join(pieces))
    ),
)


@given(_TEXTS)
def test_regions_are_sorted_disjoint_trimmed_and_the_same_each_time(text: str) -> None:
    regions = cleaning.mark(text)
    assert regions == cleaning.mark(text)
    assert all(0 <= region.start < region.end <= len(text) for region in regions)
    assert all(first.end <= second.start for first, second in pairwise(regions))
    for region in regions:
        assert text[region.start : region.end].strip() == text[region.start : region.end]


@given(_TEXTS)
def test_headline_outlet_and_lines_hold_for_any_text(text: str) -> None:
    regions = cleaning.mark(text)
    span = cleaning.headline(text, regions)
    if span is not None:
        assert all(region.end <= span.start or span.end <= region.start for region in regions)
        assert "\n" not in text[span.start : span.end]
    name = cleaning.outlet(text, regions)
    assert name is None or any(name in text[r.start : r.end] for r in regions)
    for line, key in cleaning.lines(text):
        assert key == key_of(text[line.start : line.end]) != ""


@given(_TEXTS, st.data())
def test_what_recurs_only_adds_marks(text: str, data: st.DataObject) -> None:
    keys = sorted({key for _, key in cleaning.lines(text)})
    chosen = data.draw(st.sets(st.sampled_from(keys))) if keys else set()
    covered = {i for r in cleaning.mark(text) for i in range(r.start, r.end) if not text[i].isspace()}
    after = {i for r in cleaning.repeated(text, chosen) for i in range(r.start, r.end)}
    assert covered <= after


@pytest.mark.parametrize(
    "piece",
    [
        "“",
        '"',
        ".",
        "a. A",
        "By A ",
        "Home | ",
        "Related\n",
        "Dear readers\n*\n",
        "*\n",
        "a'",
        " ",
        "Share ",
        "a@a.a",
    ],
)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    regions = cleaning.mark(text)
    cleaning.headline(text, regions)
    cleaning.outlet(text, regions)
    assert time.process_time() - started < 5


# The knowledge file


def _phrases() -> list[str]:
    data = load("boilerplate")
    groups = [group for groups in data["cues"].values() for group in groups] + data["against"]
    return [phrase for group in groups for phrase in group["phrases"]]


def test_every_phrase_is_written_in_the_words_of_keys_and_matches_itself() -> None:
    for phrase in _phrases():
        anchors, pattern = compiled(phrase)
        items = [item for item in phrase.split() if item not in "^$"]
        for item in items:
            for word in item.removesuffix("?").split("/"):
                assert word == "_" or words_of(word) == [word], (phrase, word)
        sentence = [
            "name" if item.startswith("_") else item.removesuffix("?").split("/")[0] for item in items
        ]
        assert pattern.search(f" {' '.join(sentence)} "), phrase
        assert set(anchors) & set(sentence), phrase


def test_every_button_and_list_is_as_the_rules_read_them() -> None:
    rules = load_rules()
    assert all(key_of(button) == button for button in rules.buttons)
    assert (
        0
        < rules.thresholds.faint
        < rules.thresholds.likely
        < rules.thresholds.sure
        < rules.thresholds.together
    )

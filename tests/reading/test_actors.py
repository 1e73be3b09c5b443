"""Actors, end to end: invented reports, and whom their names, descriptions and pronouns mean."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Actor, ActorKind, Span
from onrecord.reading.actors import Cast, Form, find
from onrecord.reading.actors.files import lexicon
from onrecord.reading.language import ParsedText, parse


class Stage:
    """A text with its cast, asked by the words of a phrase."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parsed: ParsedText = parse(text)
        self.cast: Cast = find(self.parsed)

    def span(self, phrase: str, nth: int = 0) -> Span:
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(phrase, at + 1)
        return Span(at, at + len(phrase))

    def at(self, phrase: str, nth: int = 0) -> str | None:
        """The id of whom the nth occurrence of a phrase means."""
        actor = self.cast.at(self.span(phrase, nth))
        return actor.id if actor is not None else None

    def within(self, context: str, phrase: str) -> str | None:
        """The id of whom a phrase inside a longer piece of the text means."""
        start = self.text.index(context) + context.index(phrase)
        actor = self.cast.at(Span(start, start + len(phrase)))
        return actor.id if actor is not None else None

    def ids(self, phrase: str) -> set[str]:
        """Ids of all whom a phrase means."""
        span = self.span(phrase)
        return {actor.id for at, actor in self.cast.mentions_in(span) if at == span}

    def actor(self, name: str) -> Actor:
        found = self.cast.named(name)
        assert found is not None, name
        return found

    def taking_part(self, sentence: int) -> list[str]:
        spans = [s.span for s in self.parsed.sentences]
        return [actor.id for _, actor in self.cast.mentions_in(spans[sentence])]


@pytest.fixture(scope="module")
def strike() -> Stage:
    return Stage(
        "The National Transport Union (NTU) walked out of talks with Northline Railways on Tuesday.\n\n"
        "Maria Lopez, the union's general secretary, told reporters that she saw no point in more meetings. "
        '"We were offered nothing," she said.\n\n'
        "Northline's chief negotiator, Peter Smith, said the company had made a fair offer. He added that he "
        "was ready to return if the NTU was.\n\n"
        "The union leader rejected that. Lopez said that Smith had not read the proposal.\n\n"
        "Transport Minister Helen Grady urged both sides to resume. The minister said she would meet them."
    )


@pytest.fixture(scope="module")
def border() -> Stage:
    return Stage(
        "Tehran rejected the offer on Sunday. Iranian Foreign Ministry spokesman Karim Daneshvar said talks "
        "in Tehran would go ahead. The ministry said it had received a proposal from Washington. "
        "The spokesman called the proposal unacceptable.\n\n"
        "Talks between Tehran and Washington are to be held in Muscat, Oman. Oman's foreign minister flew to "
        "Tehran on Saturday. Tehran's streets were quiet.\n\n"
        "The Omani mediator said both sides had agreed to meet. They will convene in Vienna.\n\n"
        "The IAEA said in a report that its inspectors had been denied access. The agency called on Iran to "
        "cooperate. Iran said it would not."
    )


@pytest.fixture(scope="module")
def summit() -> Stage:
    return Stage(
        "At the climate summit in Nairobi, Kenya, the Alliance of Small Island States (AOSIS) said no. "
        "AOSIS chair Lena Faleolo told the plenary that the alliance would not sign. Faleolo, 52, said rich "
        "countries had broken their promises.\n\n"
        "European Union climate commissioner Jonas Weber said the bloc had done its share. "
        '"She is wrong," Weber said of Faleolo. Brussels has offered €3bn.\n\n'
        "Mr. Weber later met Ms. Faleolo. He told her that the EU could move. She said she doubted it."
    )


class TestNames:
    def test_a_surname_is_the_full_name_met_before(self, strike: Stage) -> None:
        assert strike.within("Lopez said that Smith", "Lopez") == "maria-lopez"
        assert strike.within("Lopez said that Smith", "Smith") == "peter-smith"

    def test_an_acronym_is_the_name_that_defines_it(self, strike: Stage, summit: Stage) -> None:
        assert strike.actor("NTU").name == "National Transport Union"
        assert summit.actor("AOSIS").id == "alliance-of-small-island-states"

    def test_the_first_word_of_a_company_stands_for_it(self, strike: Stage) -> None:
        assert strike.actor("Northline").id == "northline-railways"

    def test_capitals_are_their_states_when_they_act(self, border: Stage) -> None:
        assert border.at("Tehran") == "iran"
        assert border.within("between Tehran and Washington", "Washington") == "united-states"

    def test_brussels_acts_for_the_union(self, summit: Stage) -> None:
        assert summit.at("Brussels") == "european-union"

    @pytest.mark.parametrize("spelling", ["Zelensky", "Zelenskiy", "Zelenskyy"])
    def test_spellings_of_a_known_name_are_one_actor(self, spelling: str) -> None:
        stage = Stage(
            f"{spelling} arrived in Ankara. Ukraine's President Volodymyr Zelenskyy said he was tired."
        )
        assert stage.at(spelling) == "volodymyr-zelenskyy"
        assert [a.id for a in stage.cast.actors if a.kind is ActorKind.PERSON] == ["volodymyr-zelenskyy"]

    def test_spellings_of_an_unknown_name_are_one_actor(self) -> None:
        stage = Stage(
            "Minister Serhii Kovalchuk spoke first. Sergey Kovalchuk left early. Koval'chuk said no more."
        )
        people = [a for a in stage.cast.actors if a.kind is ActorKind.PERSON]
        assert len(people) == 1

    def test_short_family_names_are_not_joined_by_likeness(self) -> None:
        stage = Stage("Envoy Anna Brand met mediator Anna Brandt. Brand left. Brandt stayed.")
        assert stage.within("Brand left", "Brand") == "anna-brand"
        assert stage.within("Brandt stayed", "Brandt") == "anna-brandt"

    def test_two_of_one_family_name_stay_apart_and_open(self) -> None:
        stage = Stage(
            "Finance Minister Laura Meyer met union negotiator Karl Meyer on Monday.\n\n"
            "The talks lasted two hours.\n\nMeyer was pleased. Mr. Meyer smiled. Ms. Meyer did not."
        )
        assert stage.at("Laura Meyer") != stage.at("Karl Meyer")
        assert stage.within("Meyer was pleased", "Meyer") is None

    def test_a_surname_known_to_the_world_yields_to_the_text(self) -> None:
        stage = Stage("Judge Lena Trump adjourned the hearing. Trump said the union had until Friday.")
        assert stage.within("Trump said the union", "Trump") == "lena-trump"

    def test_a_title_tells_which_holder_is_meant(self) -> None:
        stage = Stage("Hillary Clinton spoke. President Clinton had signed the accord in 1998, she said.")
        assert stage.at("President Clinton") == "bill-clinton"

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("The Paris Agreement was signed.", "Paris"),
            ("The Minsk Agreements were signed by three presidents.", "Minsk"),
            ("Michael Jordan said the offer was fair.", "Jordan"),
        ],
    )
    def test_a_place_inside_another_name_is_not_the_state(self, text: str, name: str) -> None:
        stage = Stage(text)
        assert stage.at(name) not in ("france", "belarus", "jordan")

    def test_a_transcript_names_its_speakers(self) -> None:
        stage = Stage("MODERATOR: Good evening.\n\nOKAFOR: We will not sign.\n\nTom Okafor left.")
        assert stage.at("OKAFOR") == "tom-okafor"

    def test_headlines_use_only_names_known_from_elsewhere(self) -> None:
        stage = Stage("Grady Warns Unions As Rail Talks Collapse\n\nMinister Helen Grady warned the unions.")
        assert stage.at("Grady") == "helen-grady"
        assert {a.id for a in stage.cast.actors} == {"helen-grady"}


class TestOffices:
    def test_a_title_before_the_name(self, border: Stage) -> None:
        speaker = border.actor("Karim Daneshvar")
        assert speaker.offices == ("Iranian Foreign Ministry spokesman",)
        assert speaker.speaks_for == "iranian-foreign-ministry"
        assert border.actor("Iranian Foreign Ministry").speaks_for == "iran"

    def test_apposition_on_both_sides(self, strike: Stage) -> None:
        assert strike.actor("Maria Lopez").speaks_for == "national-transport-union"
        assert strike.actor("Peter Smith").offices == ("Northline's chief negotiator",)
        assert strike.at("Northline's chief negotiator") == "peter-smith"

    def test_a_person_may_speak_for_a_person(self) -> None:
        stage = Stage("President Ilse Marant's special envoy, Anton Breck, said that Marant was ready.")
        envoy = stage.actor("Anton Breck")
        assert envoy.speaks_for == "ilse-marant"
        assert stage.at("Marant") == "ilse-marant"

    def test_a_bare_title_of_a_known_holder_gets_its_state(self) -> None:
        assert Stage("President Emmanuel Macron spoke.").actor("Emmanuel Macron").speaks_for == "france"

    def test_a_portfolio_is_no_actor(self, strike: Stage) -> None:
        assert strike.actor("Helen Grady").offices == ("Transport Minister",)
        assert strike.cast.named("Transport") is None

    def test_a_list_is_not_an_apposition(self) -> None:
        stage = Stage("The minister, Lopez and Ahmed signed the paper.")
        assert all(not a.offices for a in stage.cast.actors)

    def test_a_rank_stands_between_office_and_name(self) -> None:
        officer = Stage("Defence ministry spokesman Colonel Ivo Brandt said so.").actor("Ivo Brandt")
        assert officer.offices == ("Defence ministry spokesman", "Colonel")

    def test_letters_swapped_by_a_typist_do_not_hide_an_office(self) -> None:
        stage = Stage("French President Emmanuel Macron spoke. The French presidnet left.")
        assert stage.at("The French presidnet") == "emmanuel-macron"


class TestDescriptions:
    def test_the_only_holder(self, strike: Stage, border: Stage) -> None:
        assert strike.at("The union leader") == "maria-lopez"
        assert strike.at("The minister") == "helen-grady"
        assert border.at("The spokesman") == "karim-daneshvar"

    def test_the_state_s_leader(self) -> None:
        stage = Stage(
            "Ukrainian President Volodymyr Zelenskyy met his French counterpart, Emmanuel Macron. "
            "The Ukrainian leader thanked Macron. The French president left."
        )
        assert stage.at("The Ukrainian leader") == "volodymyr-zelenskyy"
        assert stage.at("The French president") == "emmanuel-macron"

    def test_two_fit_and_neither_is_nearer(self) -> None:
        stage = Stage("Finance Minister Laura Holt met Labour Minister Tom Reed. The minister left early.")
        assert stage.at("The minister") is None

    def test_a_deputy_is_not_the_minister(self) -> None:
        stage = Stage("Deputy Foreign Minister Ana Ruiz spoke. The foreign minister was away.")
        assert stage.at("The foreign minister") is None

    def test_former_holders_do_not_hold(self) -> None:
        stage = Stage("Former President Jimmy Carter said the president was mistaken.")
        assert stage.at("the president") is None

    def test_in_a_quotation_only_the_speaker_knows_which_president(self) -> None:
        stage = Stage('US President Joe Biden waited. "The president has agreed," Ivan Petrov said.')
        assert stage.at("The president") is None

    def test_organisations(self, border: Stage, summit: Stage, strike: Stage) -> None:
        assert border.at("The ministry") == "iranian-foreign-ministry"
        assert border.at("The agency") == "international-atomic-energy-agency"
        assert summit.at("the alliance") == "alliance-of-small-island-states"
        assert summit.at("the bloc") == "european-union"
        assert strike.at("the company") == "northline-railways"

    def test_delegations_act_for_their_owner(self) -> None:
        stage = Stage("The Omani delegation left. Cairo's team stayed. A Qatari delegation was late.")
        assert stage.at("The Omani delegation") == "oman"
        assert stage.at("Cairo's team") == "egypt"
        assert stage.at("A Qatari delegation") is None

    def test_what_a_person_leads_is_an_organisation(self) -> None:
        stage = Stage("The Lopez campaign said it would sue. Maria Lopez agreed.")
        campaign = stage.cast.at(stage.span("The Lopez campaign"))
        assert campaign is not None
        assert (campaign.kind, campaign.speaks_for) == (ActorKind.ORGANISATION, "maria-lopez")

    def test_unnamed_sources_stay_unnamed(self) -> None:
        stage = Stage("Western officials said so. A Kremlin source denied it. Two Iranian diplomats agreed.")
        assert [stage.at(p) for p in ("Western officials", "A Kremlin source", "Two Iranian diplomats")] == [
            None
        ] * 3

    def test_both_sides(self, border: Stage) -> None:
        assert border.at("both sides") is None
        assert border.taking_part(7)[-2:] == ["iran", "united-states"]


class TestPronouns:
    def test_governing_subject(self, strike: Stage) -> None:
        assert strike.within("that she saw", "she") == "maria-lopez"
        assert strike.within("that he was ready", "he") == "peter-smith"

    def test_after_a_quotation(self, strike: Stage) -> None:
        assert strike.within('," she said', "she") == "maria-lopez"

    def test_inside_a_quotation_never_the_speaker(self, summit: Stage) -> None:
        assert summit.within('"She is wrong', "She") == "lena-faleolo"

    def test_honorifics_teach_sex(self, summit: Stage) -> None:
        assert summit.within("He told her", "He") == "jonas-weber"
        assert summit.within("He told her", "her") == "lena-faleolo"
        assert summit.within("She said she doubted", "She") == "lena-faleolo"

    def test_organisations_are_it(self, border: Stage) -> None:
        assert border.within("said it had received", "it") == "iranian-foreign-ministry"
        assert border.within("its inspectors", "its") == "international-atomic-energy-agency"
        assert border.within("Iran said it would not", "it") == "iran"

    def test_they_are_the_two_parties(self, border: Stage) -> None:
        assert border.taking_part(8) == ["iran", "united-states"]

    def test_we_is_left_to_attribution(self, strike: Stage) -> None:
        assert strike.within('"We were', "We") is None

    def test_empty_it(self) -> None:
        stage = Stage("Oman signed. It is clear that the talks failed. It seems that nobody came.")
        assert stage.at("It") is None
        assert stage.at("It", 1) is None

    def test_two_fit_equally(self) -> None:
        stage = Stage("Anna Lopez and Maria Brandt met on Monday. She was tired.")
        assert stage.at("She") is None

    def test_sex_known_from_the_title_excludes(self) -> None:
        stage = Stage("Spokesman Ivo Brandt met spokeswoman Ana Ruiz. She was tired.")
        assert stage.at("She") == "ana-ruiz"

    def test_relative_pronoun(self) -> None:
        stage = Stage("Anton Breck, who led the team, met Ilse Marant.")
        assert stage.at("who") == "anton-breck"


class TestPlaces:
    def test_a_capital_where_things_happen(self, border: Stage) -> None:
        in_tehran = border.within("talks in Tehran", "Tehran")
        assert in_tehran is None
        assert border.within("flew to Tehran", "Tehran") is None
        assert border.within("Tehran's streets", "Tehran") is None

    @pytest.mark.parametrize(
        ("text", "acts"),
        [
            ("Cairo rejected the plan.", True),
            ("The talks with Cairo failed.", True),
            ("Cairo's proposal was read out.", True),
            ("Oslo sent a letter to Cairo.", True),
            ("The talks took place in Cairo.", False),
            ("The envoy travelled to Cairo.", False),
            ("Cairo was shelled overnight.", False),
            ("The envoy visited Cairo.", False),
            ("The Cairo talks failed.", False),
        ],
    )
    def test_acting(self, text: str, acts: bool) -> None:
        stage = Stage(text)
        assert (stage.at("Cairo") == "egypt") is acts
        assert ([n for _, n in stage.cast.places_in(Span(0, len(text)))] == ["Cairo"]) is not acts

    def test_a_palace(self) -> None:
        stage = Stage("The Kremlin denied it. The two met in the Kremlin.")
        assert stage.at("The Kremlin") == "kremlin"
        assert stage.actor("Kremlin").speaks_for == "russia"
        assert stage.within("in the Kremlin", "the Kremlin") is None

    def test_a_country_behind_a_place_belongs_to_it(self, border: Stage, summit: Stage) -> None:
        whole = Span(0, len(border.text))
        assert (border.span("Muscat, Oman"), "Muscat") in border.cast.places_in(whole)
        assert summit.cast.places_in(summit.span("Nairobi, Kenya"))[0][1] == "Nairobi"

    def test_an_unknown_town(self) -> None:
        stage = Stage("The round was held in Varnholm. Delegates flew to Varnholm on Monday.")
        assert [name for _, name in stage.cast.places] == ["Varnholm", "Varnholm"]


def test_the_first_word_behind_a_dateline_is_no_name() -> None:
    text = "MERIN (Wire) - Shells hit the square of Brekka. He said the shells came from the east."
    stage = Stage(text)
    assert "shells" not in {actor.id for actor in stage.cast.actors}


class TestStatesOfTheText:
    TEXT = (
        "Lorvenia and Hadrun will meet again on Monday. Lorvenian Foreign Minister Tomas Varga said so. "
        "The Hadruni delegation said Hadrun would come. Varga said that both countries had agreed."
    )

    def test_an_adjective_tells_a_state(self) -> None:
        stage = Stage(self.TEXT)
        assert stage.actor("Lorvenia").kind is ActorKind.STATE
        assert stage.actor("Tomas Varga").speaks_for == "lorvenia"
        assert stage.at("The Hadruni delegation") == "hadrun"

    def test_what_only_states_have_tells_a_state(self) -> None:
        text = "Orlend denied it. Orlend's defence ministry spoke of a mistake. Orlendi gunners had left."
        stage = Stage(text)
        assert stage.actor("Orlend").kind is ActorKind.STATE
        assert stage.at("Orlendi") == "orlend"

    def test_a_persons_ministers_make_no_state(self) -> None:
        stage = Stage("President Ada Marsh spoke. Marsh's foreign minister, Joel Berg, did not.")
        assert stage.actor("Ada Marsh").kind is ActorKind.PERSON
        assert stage.cast.named("Marsh") is None or stage.cast.named("Marsh").kind is not ActorKind.STATE

    def test_persons_are_no_countries(self) -> None:
        stage = Stage(
            "Prime Minister Ada Marsh met President Joel Berg. The two leaders were content. "
            "The two countries share a border."
        )
        assert stage.ids("The two leaders") == {"ada-marsh", "joel-berg"}
        assert stage.ids("The two countries") == set()

    def test_a_general_is_none_of_the_leaders_nor_is_who_is_named_beside_them(self) -> None:
        stage = Stage(
            "General Ada Marsh met President Joel Berg. "
            "Lines were open in the call of the two leaders on Monday. They spoke again."
        )
        assert stage.ids("the two leaders") == set()
        stage = Stage(
            "President Ada Marsh met President Joel Berg. The two leaders and President Joel Berg agreed."
        )
        assert stage.ids("The two leaders") == set()

    def test_nothing_is_carried_over_to_the_next_document(self) -> None:
        Stage(self.TEXT)
        assert Stage("Lorvenian wine is cheap.").cast.named("Lorvenia") is None


class TestTakingPart:
    def test_inner_names_take_no_part(self) -> None:
        stage = Stage("Ukraine's Foreign Minister Andrii Sybiha met Oman's ambassador to London, Ali Said.")
        assert set(stage.taking_part(0)) == {"andrii-sybiha", "ali-said"}

    def test_adjectives_of_negotiators_take_part(self) -> None:
        stage = Stage("Iranian and Omani negotiators met in Doha. Russia-Ukraine talks failed.")
        assert stage.taking_part(0) == ["iran", "oman"]
        assert stage.taking_part(1) == ["russia", "ukraine"]

    def test_order_and_pronouns(self, strike: Stage) -> None:
        assert strike.taking_part(1) == ["maria-lopez", "maria-lopez", "maria-lopez"]


def test_the_same_text_gives_the_same_cast(strike: Stage) -> None:
    assert find(parse(strike.text)) == strike.cast


_PIECES = st.sampled_from(
    [
        "Maria Lopez", "Lopez", "the minister", "he", "she", "it", "they", "both sides", "The Kremlin",
        "Kyiv",
        "said", "that",
        "met", "in", "with", ",", ".", "\n\n", '"', "’s", "Iranian", "delegation", "and",
        "the National Union (NU)",
        "NU",
        "President", "Foreign Minister", "who", "(", ")", "-", "of", "TALKS FAIL AGAIN", "\u00a0", "😀",
        "O’Neil",
        "al-Sharaa",
    ]
)  # fmt: skip


CIVIL = (
    "The government of Lorvenia and rebels of the Northern River Front signed a pact in Oslo on Friday. "
    "The government was glad. The rebels kept silent. Both armies will stay. Neither side spoke."
)


def test_a_government_and_rebels_are_called_so_later() -> None:
    stage = Stage(CIVIL)
    assert stage.at("The government", 1) == "lorvenia"
    assert stage.at("The rebels") == "northern-river-front"


@pytest.mark.parametrize("phrase", ["Both armies", "Neither side"])
def test_a_government_and_rebels_are_two_sides(phrase: str) -> None:
    stage = Stage(CIVIL)
    found = [a.id for _, a in stage.cast.mentions_in(stage.span(phrase))]
    assert found == ["lorvenia", "northern-river-front"]


def test_where_two_governments_are_told_of_the_government_is_open() -> None:
    stage = Stage(
        "The government of Lorvenia met the government of Arkadia in Oslo. The government was glad."
    )
    assert stage.at("The government", 1) is None


def test_an_unknown_name_beside_a_state_is_the_other_side() -> None:
    stage = Stage("Talks between Saldovia and Egypt opened in Oslo. Both sides were hopeful.")
    assert [a.id for _, a in stage.cast.mentions_in(stage.span("Both sides"))] == ["saldovia", "egypt"]


def test_the_assembly_is_the_assembly_of_states() -> None:
    stage = Stage("The Assembly of States met in Oslo. The Assembly sent observers.")
    assert stage.at("The Assembly", 1) == "assembly-of-states"


def test_an_adjective_that_opens_a_name_is_part_of_it() -> None:
    stage = Stage("The ministry met the Western River Union in Oslo.")
    assert stage.at("Western River Union") == "western-river-union"


def test_what_is_planned_for_a_city_is_in_the_city() -> None:
    stage = Stage("A fourth round is pencilled in for Doha in June.")
    assert [name for _, name in stage.cast.places_in(stage.span(stage.text))] == ["Doha"]


def test_people_behind_a_dateline_are_no_name() -> None:
    stage = Stage("GENEVA (Agency) - Envoys from Kenya and Egypt met on Friday.")
    assert "envoys" not in {a.id for a in stage.cast.actors}


def test_the_movement_is_not_the_red_cross() -> None:
    stage = Stage("The Red Cross wants to see every name. The movement has said that it will wait.")
    assert stage.at("The movement") is None


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=40))
def test_mentions_stand_in_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    cast = find(parse(text))
    ids = {actor.id for actor in cast.actors}
    assert [m.span for m in cast.mentions] == sorted(m.span for m in cast.mentions)
    for actor in cast.actors:
        spans = [*actor.mentions, *actor.references]
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        for group in (actor.mentions, actor.references):
            assert all(a.end <= b.start for a, b in pairwise(group))
        assert actor.speaks_for is None or actor.speaks_for in ids | lexicon().actors.keys()
    for mention in cast.mentions:
        assert set(mention.actors) <= ids
        assert mention.span.contains(mention.name)
        if mention.form is Form.NAME:
            named = cast.actor(mention.actors[0])
            assert named is not None
            assert " ".join(text[slice(*mention.name)].split()) in named.aliases
            assert cast.at(mention.name) is not None
    assert list(cast.places) == sorted(cast.places)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    cast = find(parse(text))
    assert cast.at(Span(0, len(text))) is None or cast.actors

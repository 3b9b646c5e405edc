"""The text index of any engine, against a reading of the same tree word by word."""

from dataclasses import asdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from db.engine import DatabaseEngine, IndexedText
from db.queries.text_query import AllOf, AnyOf, Phrase, TextQuery, Without

WORDS = (
    "rail",
    "railway",
    "road",
    "and",
    "or",
    "not",
    "near",
    "мост",
    "мостик",
    "다리",
    "北京",
    "京市",
    "7",
    "70",
)
FIELDS = ("title", "description", "notes", "captions", "names", "tags", "places")

texts = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
documents = st.lists(st.dictionaries(st.sampled_from(FIELDS), texts, max_size=3), min_size=1, max_size=8)
phrases = st.builds(
    Phrase, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), st.booleans()
)
queries: st.SearchStrategy[TextQuery] = st.recursive(
    phrases,
    lambda inner: st.one_of(
        st.builds(AllOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Without, inner, inner),
    ),
    max_leaves=8,
)
anything = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def answers(query: TextQuery, document: dict[str, str]) -> bool:
    if isinstance(query, Phrase):
        return any(stands_in(query, text.split()) for text in document.values())
    if isinstance(query, AllOf):
        return all(answers(part, document) for part in query.parts)
    if isinstance(query, AnyOf):
        return any(answers(part, document) for part in query.parts)
    return answers(query.wanted, document) and not answers(query.unwanted, document)


def stands_in(phrase: Phrase, words: list[str]) -> bool:
    *whole, last = phrase.words.split()
    length = len(whole) + 1
    for start in range(len(words) - length + 1):
        *before, end = words[start : start + length]
        if before == whole and (end.startswith(last) if phrase.prefix else end == last):
            return True
    return False


def depth(query: TextQuery) -> int:
    if isinstance(query, Phrase):
        return 0
    parts = (query.wanted, query.unwanted) if isinstance(query, Without) else query.parts
    return 1 + max(map(depth, parts))


def matching(engine: DatabaseEngine, connection: Connection, query: TextQuery, *within: int) -> list[int]:
    rows = engine.text_rows(query)
    asked = select(rows.item_id).select_from(rows.table).where(rows.found).order_by(rows.item_id)
    if within:
        asked = asked.where(rows.tested_id.in_(within))
    return list(connection.execute(asked).scalars())


@anything
@given(documents=documents, query=queries)
def test_a_tree_finds_what_a_reader_finds(
    engine: DatabaseEngine, documents: list[dict[str, str]], query: TextQuery
) -> None:
    with engine.writing() as transaction:
        rows = [IndexedText(number, **document) for number, document in enumerate(documents, 1)]
        engine.index_text(transaction.connection, [], rows)
        expected = [number for number, document in enumerate(documents, 1) if answers(query, document)]
        if depth(query) <= engine.deepest_text_query:
            assert matching(engine, transaction.connection, query) == expected
            first = [number for number in expected if number in {1, 3}]
            assert matching(engine, transaction.connection, query, 1, 3) == first


def test_the_deepest_tree_is_matched(engine: DatabaseEngine) -> None:
    query: TextQuery = Phrase("rail")
    for level in range(engine.deepest_text_query):
        query = AnyOf((query, Phrase("road"))) if level % 2 else AllOf((query, Phrase("rail")))
    with engine.writing() as transaction:
        engine.index_text(transaction.connection, [], [IndexedText(1, "rail"), IndexedText(2, "ship")])
        assert matching(engine, transaction.connection, query) == [1]


def test_a_text_that_is_indexed_anew_is_found_by_its_new_words_alone(engine: DatabaseEngine) -> None:
    with engine.writing() as transaction:
        connection = transaction.connection
        engine.index_text(
            connection, [], [IndexedText(1, "rail"), IndexedText(2, "rail"), IndexedText(3, "rail")]
        )
        engine.index_text(connection, [1, 2], [IndexedText(1, notes="road")])

        assert matching(engine, connection, Phrase("rail")) == [3]
        assert matching(engine, connection, Phrase("ro", prefix=True)) == [1]


@pytest.mark.parametrize(
    "words", ['a "quoted" word', "title: rail", "rail*", "^rail", "rail -road", "(rail", "c++"]
)
def test_signs_are_no_operators(engine: DatabaseEngine, words: str) -> None:
    """Folded words hold none; whoever asks with them all the same gets an answer, and no error."""
    with engine.writing() as transaction:
        engine.index_text(transaction.connection, [], [IndexedText(1, "rail road")])
        assert matching(engine, transaction.connection, Phrase(words)) in ([], [1])
        assert matching(engine, transaction.connection, AllOf((Phrase("road"), Phrase("rail")))) == [1]


def test_every_field_of_an_item_is_searched(engine: DatabaseEngine) -> None:
    assert tuple(asdict(IndexedText(1)))[1:] == FIELDS
    with engine.writing() as transaction:
        rows = [IndexedText(number, **{name: "мост"}) for number, name in enumerate(FIELDS, 1)]
        engine.index_text(transaction.connection, [], rows)
        assert matching(engine, transaction.connection, Phrase("мост")) == list(range(1, len(FIELDS) + 1))

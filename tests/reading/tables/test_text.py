"""Texts as they are kept and compared."""

from ita.thai.text import clean_text, comparison_key


def test_texts_that_look_alike_are_equal() -> None:
    spellings = ["น้ำหนัก", "น้\u0e4d\u0e32หนัก", "น้าหนัก", "น้ํ าหนัก", "น้ำ\u200bหนัก", " น้ำ หนัก "]
    assert {comparison_key(text) for text in spellings} == {"น้าหนัก"}
    assert clean_text("ก_x000D_\nข\u0008\u202eค") == "ก ขค"

"""The perceptual hash: the same picture is known again, mirrored, turned, smaller or duller."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageEnhance

from app.reading.perceptual import BITS, VIEWS, distance, perceptual_hash

Draw = Callable[[tuple[int, int]], Image.Image]


def hashed(image: Image.Image) -> bytes:
    found = perceptual_hash(image)
    assert found is not None
    return found


@pytest.mark.parametrize("turn", list(Image.Transpose))
def test_a_mirrored_or_turned_picture_is_known_again(draw: Draw, turn: Image.Transpose) -> None:
    image = draw((400, 300))
    assert distance(hashed(image), hashed(image.transpose(turn))) <= 2


def test_a_smaller_duller_grey_copy_is_known_again(draw: Draw) -> None:
    image = draw((800, 600))
    copy = ImageEnhance.Contrast(image.resize((200, 150)).convert("L")).enhance(0.6)
    assert distance(hashed(image), hashed(copy)) <= 6


def test_another_picture_is_far_off(draw: Draw) -> None:
    other = Image.radial_gradient("L").resize((400, 300))
    other.paste(0, (0, 0, 90, 300))
    assert distance(hashed(draw((400, 300))), hashed(other)) > 10


def test_a_featureless_picture_has_no_hash() -> None:
    assert perceptual_hash(Image.new("RGB", (100, 100), (90, 90, 90))) is None


def test_the_hash_is_eight_views_of_64_bits_with_its_own_first(draw: Draw) -> None:
    image = draw((400, 300))
    found = hashed(image)
    assert len(found) == BITS // 8 * VIEWS
    mirrored = hashed(image.transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    assert distance(found[:8], mirrored[8:16]) <= 2


@given(st.binary(min_size=64, max_size=64), st.binary(min_size=64, max_size=64))
@settings(deadline=None)
def test_a_distance_is_between_0_and_64_and_0_to_itself(one: bytes, other: bytes) -> None:
    assert 0 <= distance(one, other) <= BITS
    assert distance(one, one) == 0

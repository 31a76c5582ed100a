"""Does the canvas fill the pixels whose middle lies inside?"""

import numpy as np
import pytest

from datasets.canvas import FINE, GRID, Canvas, smooth

RED, BLUE = (200, 10, 20), (5, 15, 220)


def area(mask) -> float:
    """Area in picture pixels."""
    return mask.sum() / FINE**2


def test_a_box_fills_exactly_its_pixels():
    canvas = Canvas()
    canvas.box(-32, -32, -22, -12, RED)
    picture = canvas.picture()
    assert (picture[:20, :10] == RED).all()
    assert picture[20:].sum() == picture[:, 10:].sum() == 0


def test_half_a_pixel_is_half_the_colour():
    canvas = Canvas()
    canvas.box(0, 0, 0.5, 1, RED)
    assert canvas.picture()[32, 32].tolist() == [100, 5, 10]


@pytest.mark.parametrize("corners", [[(-9, -9), (9, -9), (0, 9)], [(-9, -9), (0, 9), (9, -9)]])
def test_a_triangle_has_its_area_whichever_way_it_runs(corners):
    assert area(Canvas().polygon(corners, RED)) == pytest.approx(162, rel=0.01)


def test_an_ellipse_has_its_area_however_it_is_turned():
    for degrees in (0, 30, 90):
        mask = Canvas().ellipse(1, 2, 12, 6, RED, degrees)
        assert area(mask) == pytest.approx(np.pi * 72, rel=0.02)


def test_a_shape_that_crosses_itself_has_no_hole():
    star = [(0, -20), (12, 16), (-19, -6), (19, -6), (-12, 16)]
    assert Canvas().polygon(star, RED)[GRID // 2, GRID // 2]


def test_a_shape_outside_the_picture_draws_nothing():
    canvas = Canvas()
    assert not canvas.box(40, 40, 50, 50, RED).any()
    assert not canvas.picture().any()


def test_a_shape_over_the_edge_is_cut():
    assert area(Canvas().box(-50, -50, 50, 0, RED)) == 64 * 32


def test_within_clips():
    canvas = Canvas()
    left = canvas.box(-32, -32, 0, 32, RED)
    assert not (canvas.ellipse(0, 0, 10, 10, BLUE, within=left) & ~left).any()


def test_moved_shifts_scales_turns_and_mirrors():
    plain = Canvas().moved(x=5, y=-3, scale=2).box(1, 1, 4, 2, RED)
    assert np.array_equal(plain, Canvas().box(7, -1, 13, 1, RED))
    turned = Canvas().moved(degrees=90).box(0, 0, 10, 4, RED)
    assert np.array_equal(turned, Canvas().box(-4, 0, 0, 10, RED))
    mirrored = Canvas().moved(x=5, flip=True).box(0, 0, 10, 4, RED)
    assert np.array_equal(mirrored, Canvas().box(-5, 0, 5, 4, RED))


def test_shade_darkens_downwards():
    canvas = Canvas()
    canvas.box(-32, -32, 32, 32, (100, 100, 100), shade=40)
    column = canvas.picture()[:, 0, 0].astype(int)
    assert (np.diff(column) <= 0).all() and column[0] == 120 and column[-1] in (80, 81)


def test_a_ribbon_is_as_wide_as_it_says():
    mask = Canvas().ribbon([(-20, 0), (0, 0), (20, 0)], 4, RED)
    assert mask[:, GRID // 2].sum() == 4 * FINE


def test_a_smooth_line_meets_its_points():
    points = [(0.0, 0.0), (3.0, 4.0), (8.0, -2.0)]
    assert set(points) <= set(smooth(points)) and set(points) <= set(smooth(points, closed=True))

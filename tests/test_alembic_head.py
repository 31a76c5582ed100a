"""Is it the version that nbgrader would have found?"""

from tests import alembic_head


def test_it_is_what_alembic_says_in_a_process_of_its_own():
    assert alembic_head.get_alembic_version() == alembic_head.by_a_process()

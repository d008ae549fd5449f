"""Every rule, old and new, has a test that compares it with fractions worked out another way: the list of them."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import is_hypothesis_test

from tests.properties import test_groups, test_rules, test_scorers, test_tie_order, test_wider_rules
from tests.unit import (
    test_brackets,
    test_cluster_ranks,
    test_levels,
    test_on_time,
    test_rounding,
    test_without_target,
)
from thidua_xl.domain.ranking.conditions import OF_POINTS, Demand
from thidua_xl.domain.scoring.criteria import Method, WhenNotAssigned

Test = Callable[..., None]
METHODS: Mapping[Method, Test] = {
    Method.RATIO: test_rules.test_theo_ty_le_equals_an_independent_computation,
    Method.STEPS: test_rules.test_theo_bac_equals_a_sorted_search,
    Method.LESS_PER_PERCENT: test_rules.test_tru_theo_phan_tram_equals_integer_division,
    Method.LESS_PER_EVENT: test_rules.test_rules_per_event_equal_counting_one_by_one,
    Method.ADD_PER_EVENT: test_rules.test_rules_per_event_equal_counting_one_by_one,
    Method.DEDUCT_PER_EVENT: test_rules.test_rules_per_event_equal_counting_one_by_one,
    Method.LEADER: test_rules.test_the_leader_rule_equals_an_independent_computation,
    Method.BY_RANK: test_wider_rules.test_theo_thu_hang_goes_down_the_list_and_stays_at_its_end,
    Method.BRACKETS: test_brackets.test_theo_khoang_equals_an_independent_computation,
    Method.LEVELS: test_levels.test_every_level_gives_its_own_points_rounded_once,
    Method.CLUSTER_RANKS: test_cluster_ranks.test_ranks_equal_an_independent_computation,
    Method.ON_TIME: test_on_time.test_it_equals_an_independent_computation,
}
TYPED = {Method.DIRECT, Method.PASS_FAIL}
"""Nothing is computed of these: points as typed, the maximum or nought."""
DEMANDS: Mapping[Demand, Test] = {
    Demand.TOTAL: test_wider_rules.test_a_total_reaches_its_points_or_its_share_of_the_clusters_mean,
    Demand.SECTIONS: test_wider_rules.test_each_section_reaches_its_share_of_what_the_unit_could_have,
    Demand.CRITERIA: test_wider_rules.test_each_criterion_reaches_its_share,
}
OTHERS: Mapping[str, Test] = {
    "Theo bậc, thấp hơn là tốt": test_rules.test_theo_bac_where_lower_is_better_mirrors_it,
    "Theo bậc, %, thấp hơn là tốt": test_wider_rules.test_theo_bac_on_a_ratio_where_lower_is_better,
    WhenNotAssigned.BESIDE_BEST: test_without_target.test_it_equals_an_independent_computation,
    "trần, lấy mức cao nhất, hệ số": test_groups.test_a_tree_counts_as_fractions_say,
    "TC+NV": test_scorers.test_the_mean_is_that_of_fractions,
    "Đơn vị 30%+TC 70%": test_wider_rules.test_parts_in_percent_make_the_mean_of_the_unit_and_a_scorer,
    "Bỏ điểm cao nhất, thấp nhất": test_scorers.test_what_is_dropped_is_one_highest_and_one_lowest,
    "Làm tròn đến": test_rounding.test_a_score_is_the_nearest_multiple_and_halves_go_away_from_zero,
    "Khi bằng điểm": test_tie_order.test_ranks_equal_an_independent_computation,
    "Xếp loại": test_wider_rules.test_a_class_for_a_share_of_the_units_holds_the_best_of_those_who_reach_it,
}


def test_a_new_rule_needs_a_line_here() -> None:
    """Every `Cách chấm`, and every demand that is a number."""
    assert set(METHODS) == set(Method) - TYPED
    assert set(DEMANDS) == OF_POINTS - {Demand.NO_ZERO}


@pytest.mark.parametrize("test", dict.fromkeys((*METHODS.values(), *DEMANDS.values(), *OTHERS.values())))
def test_each_of_them_draws_its_cases(test: Test) -> None:
    """A table of examples is none."""
    assert is_hypothesis_test(test)

"""Every law, to be held against any number of seeds; a new one is one more function here."""

from __future__ import annotations

from tests.drawn import laws, laws_ahead
from tests.drawn.laws import Law

LAWS: tuple[Law, ...] = (
    laws.folding_over_the_days_that_matter_is_folding_over_every_day,
    laws.nothing_changes_by_itself_before_the_next_change,
    laws.the_days_can_be_taken_up_where_they_were_left,
    laws.nothing_that_happens_later_changes_the_answer,
    laws.nothing_recorded_later_changes_what_could_be_known,
    laws.once_all_is_recorded_all_is_known,
    laws.what_happened_by_a_day_has_happened_by_a_later_one,
    laws.the_order_of_the_file_means_nothing,
    laws.formatting_changes_nothing,
    laws.renaming_changes_nothing_but_names,
    laws.renaming_in_any_order_changes_nothing_but_names,
    laws.the_order_of_lines_means_nothing,
    laws.splitting_into_files_changes_nothing,
    laws.every_history_has_an_answer_in_words,
    laws_ahead.what_is_easier_to_pass_is_never_passed_later,
    laws_ahead.what_is_certain_stays_so_whatever_the_missing_days_are,
)

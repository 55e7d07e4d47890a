"""What must be true of a toolkit beyond the shape of its files: one function a rule, listed here.

A new rule is a function in the module of its thing, a line in RULES, BETWEEN or WARNINGS, an entry in
`codes.py` and a folder in `tests/problems/`.
"""

from collections.abc import Callable, Iterator

from ...errors import Problem
from ..toolkit import Toolkit
from . import (
    brand,
    descent,
    drawings,
    editions,
    figures,
    fonts,
    ids,
    kinds,
    materials,
    meetings,
    mentions,
    plain_fields,
    texts,
    traces,
)
from .sheet import Sheet

__all__ = ["BETWEEN", "RULES", "WARNINGS", "Sheet"]

# Need one file only, so they are tried even when another file cannot be read.
RULES: tuple[Callable[[Sheet], Iterator[Problem]], ...] = (
    texts.marks_are_allowed,
    texts.tabs_are_tables,
    texts.titles_are_one_line,
    texts.paragraphs_are_kept,
    texts.words_are_whole,
    plain_fields.plain_fields_have_no_marks,
    texts.figures_cite_a_source,
    traces.nothing_is_left_of_tools,
    traces.no_quotes_around_values,
    ids.things_have_ids_of_their_own,
    ids.things_leave_our_ids_alone,
    ids.levels_leave_our_ids_alone,
    materials.protocols_are_there,
    materials.sessions_add_up,
    materials.protocols_add_up,
    materials.group_has_a_size,
    materials.rows_fit_columns,
    materials.cases_have_results,
    materials.fictitious_places_say_so,
    materials.documents_may_be_printed,
    figures.results_are_numbers,
    figures.statements_say_the_figure,
    figures.bars_meet_results,
    figures.words_say_the_bars,
    figures.summaries_say_the_figures,
    kinds.indicators_fit_style,
    kinds.stories_are_composite_or_cited,
    kinds.cards_lead_somewhere,
    kinds.documents_are_here_or_elsewhere,
    kinds.places_have_a_state,
    descent.origins_are_others,
    materials.editions_are_named_by_number,
    materials.licence_is_known,
    editions.notes_speak_once,
    brand.text_colours_are_legible,
    brand.line_is_visible,
    brand.logo_has_words,
    brand.inks_are_whole,
    fonts.fonts_have_a_licence,
)
# Need the whole toolkit.
BETWEEN: tuple[Callable[[Toolkit, tuple[Sheet, ...]], Iterator[Problem]], ...] = (
    ids.materials_have_ids_of_their_own,
    ids.packets_have_names_of_their_own,
    ids.ids_leave_names_of_packets_alone,
    meetings.principles_are_there,
    meetings.citations_meet,
    meetings.citations_have_brackets,
    meetings.sources_meet,
    meetings.cross_links_meet,
    meetings.materials_meet,
    meetings.names_meet,
    meetings.words_are_known,
    meetings.makers_are_named,
    meetings.descriptors_fit_scale,
    meetings.there_is_an_edition,
    mentions.mentions_meet,
    mentions.labels_are_mentioned,
    mentions.rules_are_mentioned,
    editions.notes_meet,
    editions.retired_are_gone,
    brand.logo_is_a_picture,
    brand.profile_is_for_inks,
    fonts.fonts_can_be_used,
    drawings.drawn_words_fit,
    drawings.timelines_fit,
)
# Need the whole toolkit, and stand in nobody's way.
WARNINGS: tuple[Callable[[Toolkit, tuple[Sheet, ...]], Iterator[Problem]], ...] = (
    brand.logo_is_fine_enough,
    fonts.fonts_go_into_bundles,
)

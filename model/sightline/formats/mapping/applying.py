"""A mapping profile applied: the grids of a file become the raw tree of an organization, and nothing is lost silently.

Elements are known by id or name over all sheets: those that sheets list come first, then the units and roles of lists
of employees; whoever else a relation, matrix or obstacle names becomes an element as well, and is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sightline.document import Tree, build_organization
from sightline.document.tree import ImportSummary
from sightline.errors import InputError, Problem
from sightline.formats.grids import Grid
from sightline.formats.mapping.account import spell_assembly, spell_sheets
from sightline.formats.mapping.assembling import Assembly
from sightline.formats.mapping.employees import Employees
from sightline.formats.mapping.listings import Listings
from sightline.formats.mapping.matrices import read_matrices
from sightline.formats.mapping.profile import Profile
from sightline.formats.mapping.records import read_sheets
from sightline.formats.mapping.relation_rows import read_obstacles, read_relations
from sightline.formats.source import ReadOptions
from sightline.formats.tallies import most_first

FORMAT: Final = "tables"


def apply_profile(grids: Sequence[Grid], profile: Profile, options: ReadOptions) -> Tree:
    """Read grids as a profile says.

    The customers of the options are added to those of the profile; ``options.fine`` keeps single persons, as
    ``profile.people`` does. Without a name of its own, the organization bears that of the first file.
    Raises InputError with every mistake of the grids and of the organization that they describe, UsageError for a
    customer whom nothing names.
    """
    book = read_sheets(grids, profile)
    assembly = Assembly()
    listings = Listings(assembly)
    listings.read(book.of("elements", "units"))
    employees = Employees(book.of("employees"), assembly, with_persons=profile.people or options.fine)
    listings.relate()
    odd_words = read_relations(book.of("relations"), assembly)
    read_matrices(book.of("matrix"), assembly)
    read_obstacles(book.of("obstacles"), assembly)
    employees.relate(listings.heads())
    assembly.choose_customers((*profile.customers, *options.customers))
    employees.count_heads()
    name = profile.name or (" ".join(Path(grids[0].file).stem.replace("_", " ").split()) if grids else "")
    head: dict[str, object] = {"sightline": 1, **({"name": name} if name else {})}
    value, places = assembly.lay_out(head)
    files = {sheet.grid.file for sheet in book.sheets}
    summary = ImportSummary(
        format=FORMAT,
        version="",
        elements=len(assembly.parts),
        relations=sum(assembly.types.values()),
        by_type=most_first(assembly.types),
        left_out=assembly.left_out.counts(),
    )
    notices = (
        *spell_sheets(book),
        *employees.spell(),
        *assembly.notes,
        *spell_assembly(assembly, odd_words, listings.odd_kinds),
    )
    tree = Tree(value, places, files.pop() if len(files) == 1 else None, notices, summary)
    if assembly.parts.problems:
        raise InputError([*assembly.parts.problems, *_problems_of(tree)])
    return tree


def _problems_of(tree: Tree) -> tuple[Problem, ...]:
    """Find what else is wrong with the organization that the tables describe, so that all is told at once."""
    try:
        build_organization(tree)
    except InputError as error:
        return error.problems
    return ()

"""``geoint rules``: the rules of events as documentation."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from geoint.cli.exits import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoint.export.explanation import Line
    from geoint.rulebook import Example, Family, PatternText


def rules(
    rule: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A family (sanction) or one of its rules (sanction[1]).")
    ] = None,
) -> int:
    """List the families of rules, or print one with its patterns and examples.

    \b
    Examples:
      geoint rules                  every family
      geoint rules sanction         its patterns and examples
      geoint rules "sanction[1]"    one rule, and the examples in which it fires
    """  # noqa: D301 -- \b keeps Typer from joining the lines
    from geoint import rulebook

    if rule is None:
        _print(_overview(rulebook.families()))
        return ExitCode.OK
    try:
        family, pattern = rulebook.find(rule)
    except rulebook.UnknownRuleError as error:
        near = f"did you mean {', '.join(error.near)}?" if error.near else "geoint rules lists them"
        sys.stderr.write(f"geoint: no rule {rule!r}; {near}\n")
        return ExitCode.USAGE
    _print(_page(family) if pattern is None else _one(family, pattern))
    return ExitCode.OK


def _print(lines: Iterator[Line]) -> None:
    from geoint.cli.explain import show

    if sys.stdout.isatty():
        show(lines)
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines)


def _overview(families: list[Family]) -> Iterator[Line]:
    from geoint.export.explanation import Line

    for family in families:
        counts = f"{len(family.patterns)} patterns, {len(family.examples)} examples"
        yield Line(0, "plain", f"{family.id:20} {family.event:10} {counts:27} {family.comment}".rstrip())


def _page(family: Family) -> Iterator[Line]:
    yield from _head(family)
    for pattern in family.patterns:
        yield from _pattern(pattern)
    yield from _examples(family.examples)


def _one(family: Family, pattern: PatternText) -> Iterator[Line]:
    from geoint.rulebook import fires_in

    yield from _head(family)
    yield from _pattern(pattern)
    yield from _examples(fires_in(family, pattern))


def _head(family: Family) -> Iterator[Line]:
    from geoint.export.explanation import Line

    coded = [family.event, f"mode {family.mode}" if family.mode else "", f"CAMEO {family.cameo}" if family.cameo else ""]
    yield Line(0, "title", f"{family.id}: {', '.join(part for part in coded if part)}")
    if family.comment:
        yield Line(0, "plain", family.comment)


def _pattern(pattern: PatternText) -> Iterator[Line]:
    from geoint.export.explanation import Line

    yield Line(0, "heading", f"{pattern.id}  {pattern.place}")
    if pattern.comment:
        yield Line(1, "plain", pattern.comment)
    yield from (Line(1, "plain", line) for line in pattern.lines)


def _examples(examples: tuple[Example, ...]) -> Iterator[Line]:
    from geoint.export.explanation import Line

    yield Line(0, "heading", "examples")
    for example in examples:
        yield Line(1, "plain", example.text)
        yield from (Line(2, "good", triple) for triple in example.expect)
        if not example.expect:
            yield Line(2, "bad", "no triple")

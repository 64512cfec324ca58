"""The palette on the page: the colours of both modes as variables, and what becomes of a light drawing in the dark."""

from __future__ import annotations

from dataclasses import asdict

from sightline.pictures.palette import DARK, LIGHT, Ink, mix


def page_colours() -> str:
    """Write the colours as a style sheet. Paper is always light."""
    dark = f":root{{color-scheme:dark;{_variables(DARK)}}}\n{_recoloured()}"
    return (
        f":root{{color-scheme:light;{_variables(LIGHT)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{\n{dark}\n}}\n"
    )


def _variables(ink: Ink) -> str:
    colours = {name: colour for name, colour in asdict(ink).items() if name != "mode"}
    return "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in colours.items())


def _recoloured() -> str:
    """Turn every colour of a light drawing into its dark one.

    The letter on a mark keeps its white, and a mark of an external customer its ground: they were chosen together.
    The customer at the end of a line has no letter, and takes the dark colour.
    """
    pairs = {getattr(LIGHT, name): getattr(DARK, name) for name in asdict(LIGHT) if name not in {"mode", "customer"}}
    pairs[mix(LIGHT.line, LIGHT.paper, 0.4)] = mix(DARK.line, DARK.paper, 0.4)  # the hatching
    rules = []
    for light, dark in pairs.items():
        only = ":not(text)" if light == LIGHT.paper else ":not(polygon)" if light == LIGHT.customer else ""
        rules.append(f'svg [fill="{light}"]{only}{{fill:{dark}}}svg [stroke="{light}"]{{stroke:{dark}}}')
    rules.append(f'.story [fill="{LIGHT.customer}"]{{fill:{DARK.customer}}}')
    return "\n".join(rules)

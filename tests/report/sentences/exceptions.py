"""Templates that are no part of the general test of truth, each group with its reason."""

from __future__ import annotations

FIGURES_ELSEWHERE: frozenset[str] = frozenset(
    {
        " by way of {}",
        " with {} of all effort",
        ", as at {} of the line",
        ", {} of the effort",
        "; {} without effort or sight {} not drawn",
        "; {} without effort {} not drawn",
        "A map of {} and {}, {}.",
        "Among the five that gain most in at least four of five draws: {}.",
        "Assessed all along: {}, effort {}.",
        "For every 1.00 of severity that went, {} came",
        "From {}: {} of {} effort.",
        "In {} of {}, whoever hands over does not hear how well it worked for the next.",
        "Its severity is put between {} and {} (90 % interval).",
        "No effort is recorded in {}, so nothing is drawn.",
        "No effort that has a route flows through {}, so clearing gains nothing in this model: {}.",
        "No obstacle says how sure its severity is; each is taken to rest on {}.",
        "Nothing at a cost of {} or less raises the index of {}",
        "Of all effort, it takes from {}.",
        "Of all effort, that is {} of {}: {}.",
        "Of all effort, {} gets as far as {}.",
        (
            "Only the {} elements where most work arrives are drawn; {} are not. Put one in focus, or filter, to see "
            "others."
        ),
        "Planned: {}, together {}; {} of them done. Observed: {}, of which {} where it was planned and {} elsewhere.",
        "Recorded as a symptom of {}.",
        "Sales, marketing and operations are joined in {} of {} directions",
        "The effort in {} lies with {}: {} of it sees less than half, {} is not assessed{}.",
        "The index at {}: {} on {}, {} on {}. The dotted line is the coverage.{}{}",
        "The index hangs most on {}.",
        "The index stays at {}: there is no step to take.",
        "The line from {} to {}{} takes {}; {} of what starts arrives",
        "The line-of-sight index stays near {} ({}).",
        "The line-of-sight index would be {}.",
        "The obstacles there stop {} of it: {}.",
        "The part of this one, by depths, is {} of that.",
        "The severity of {}",
        "There is no line-of-sight index {}: no effort is recorded there.",
        "This brings {}. {} of {} {} a route to an external customer ({}).",
        "Thus {} of all that obstacles cost is counted as its part.",
        "Today {} of it passes; without this obstacle it would be {}.",
        "Together {} at a cost of {}; {}.",
        "Together {} with {} of {} effort{}.",
        (
            "Volumes vary by about {}, each relation that nobody examined is missing in {} of the draws, and the "
            "handoff clarity {} rests on {} answers."
        ),
        "What customers say takes {} days or more to whoever decides: {}",
        "What is wrong today is heard late; the slowest takes {} days.",
        (
            "Where nobody or several decide, cases can wait until it is settled whose decision it is ({} with several "
            "deciders, {} with none)."
        ),
        "Work goes round again at {}",
        "Work goes round again between {}",
        "the direct relation of {} to {}",
        "what it hears is passed on every {} days",
        "{} at a cost of {} take the index from {} to {}{}; the first, {}, takes it to {}.",
        "{} is rated {} points higher inside than by clients",
        "{} leave in a year",
        "{} less often than every {} days",
        "{} lie between customers and whoever decides: {}",
        "{} of all effort {}, so no team and no area is dark.",
        "{} of its work goes to {}; {} passes on the way, and {} goes on from there to a customer: {}.",
        (
            "{} of the effort goes by a line that somebody has looked at; what the rest may hide is in no interval, "
            "but stands among what the index hangs on."
        ),
        "{} of the handoffs inside have no way back from receiver to supplier",
        "{} of the haze that the work arriving at {} has passed comes from {}, the largest part by {}",
        "{} of the haze that {} inherits has the themes that are on {} itself",
        "{} of the view is left at its end",
        (
            "{} of the work for external customers goes through {}. Where what comes from behind is incomplete, "
            "attention can turn back to it while the customer waits."
        ),
        "{} of the {} are of one side: {}",
        "{} of units {} work across and {} no feedback and no decision in common",
        "{} of {} signs that support counts as a cost at {}: {}",
        "{} of {} {} no owner or no date",
        "{} of {} {} {} of the requests: {}",
        "{} ranked by gain",
        "{} there is no index to follow: no effort is recorded at one of these dates.",
        "{} {} planned; there is no index to follow",
        "{} · {} of what leaves the supplier",
        "{}. Over all its routes, {} of the work of {} reaches external customers.",
        "{}; {} of it was picked up before it arrived.",
    }
)
"""Said, and looked at for their language; their figures are not read back here, but tested beside what says them."""

NAMES_ONLY: frozenset[str] = frozenset(
    {
        " At {} an open mark shows what was planned.",
        " {} tied by a line of reporting only.",
        " {} {} may be the price of something better.",
        ", all of it {}",
        ", and {} lets least through: {}",
        ", most of it {}",
        ", the others rest on {}",
        ", which is modelled on {}",
        (
            "A loop is closed when what a customer says is acted on and answered. Of these, {} can say nothing at all, "
            "and {} get no answer that is recorded."
        ),
        (
            "A process that customers take part in, can answer to and can look into is built around their work; here "
            "the least of the three stands at {}."
        ),
        "All its routes end at {}.",
        "All the haze known on {} comes from upstream; its own part is unknown",
        "As much as one obstacle that takes {}.",
        "Came back after it was closed: {}.",
        "Customers have little {} in {}",
        (
            "Every obstacle it touches has a recorded cause that stays: {}. The plan brings {}; with its causes "
            "cleared as well it would be {}."
        ),
        "Everything passes {}; without it there is no route.",
        "Everything passes {}; without {} there is no route.",
        "How clearly {} sees its {}",
        "It concerns {}, and no recorded feedback, reporting line or membership leads from there to where it is taken.",
        "It concerns {}; with every step and every month, less may be left of what they say.",
        "It rests on {}.",
        "Its work ends at {}: nobody is recorded who uses {}.",
        "Its work ends here: {}.",
        "Its work goes in a circle that nobody leaves ({}): record who outside of it uses the result.",
        "Least of a customer is seen by {}.",
        "Lines of sight end at {}, an external customer.",
        "No chain of work leads from {} to an external customer.",
        "No product or team serves {}",
        "No way is recorded from what customers say to whoever decides: {}",
        "No work arrives here. Its own obstacles add {}.",
        "Of what passes, {} reaches an external customer.",
        "Plan together, and let work or feedback run where it is missing: {}.",
        "See under rub-off where the haze on {} comes from, and begin there.",
        "Steps {} belong together: in one line, each is worth more where the other is done as well.",
        "The model holds {}.",
        "The work forms {} that are not the units of the org chart",
        "There is no haze to trace at {}: {}.",
        "There is no {} that costs anything, so nothing is ranked.",
        "This brings {}, and no external customer: nothing can be seen by one.",
        "Together {}: {} its own and {} inherited.",
        "Watch clients use {}, and ask them what one thing could be better.",
        "Whatever is done on {} alone, that haze stays: it was there before the work arrived.",
        "Which problem customers solve with {}, or how, is not written down",
        "Work comes back here in a circle, so clearing counts {} times.",
        "brings {} into sight of an external customer",
        "but nothing passes: {}",
        "runs from {} to {}",
        "takes {} out of sight of any external customer",
        "the step from {} to {}",
        "the way between {}",
        "the {} recorded as its effect{}",
        "{} answers where it is confirmed, {} where it is suspected, else {}",
        "{} away from a customer",
        "{} drawn as one",
        "{} in 90 % of draws",
        "{} is an external customer: what has arrived here is seen.",
        "{} is clear, what other units hand to it is not",
        "{} known from surveys only",
        "{} lets {} through, the way to {} {}.",
        (
            "{} lets {} through, the work from other units arrives {} clear, and no closed feedback is recorded back "
            "to them: what customers meet is clear, what stands behind it is not."
        ),
        "{} must agree and {} are consulted before one decision: {}",
        "{} no closed loop of feedback: {}",
        "{} nobody in this model",
        "{} only groups others; each of them has a line of sight of its own.",
        "{} rates its work at {}, its receivers at {}",
        "{} shows customers what also stands in the way inside: {}",
        "{} stands before customers and gets work that is {} clear",
        "{} that see more are not listed.",
        "{} under {}, each moved alone: it moves most, from {} to {}, with {}.",
        "{} {} a route to an external customer",
        "{} {} drawn as one node each, so that at most {} are drawn; put one in focus, or filter, to see inside.",
        "{} {} in a circle with no way out to a customer",
        "{} {} no route to an external customer but through {}",
        "{} {} nobody who performs or owns {} in this model",
        "{} {} not exactly one decider",
        "{} {} {} to an external customer",
        "{}, with their meanings.",
        "{}, {}: {} has {}, in 90 % of the draws {} to {}.",
        "{}. {} {} To clear it: {}",
    }
)
"""What is filled in are names, counts of what is listed, or a part of a sentence with a template of its own."""

_NOT_SAID: dict[str, set[str]] = {
    "drawn and said in tests/studies/test_compare.py": {
        " {} {} where nobody had looked before, and may be as old as the rest.",
    },
    "drawn and said in tests/evidence": {
        ", the first {} of {}",
        "Not taken in: {} ({}).",
        "Nothing is told of {}: too few answered, or all of them alike, and there is no other group to tell them with.",
        "What the answers say{}",
        "{} may be read word for word (--format json), {} are kept back.",
        "{} other evidence says something else: the severity stays, and is marked.",
        "{} they find nothing to note: no obstacle is made, the place counts as assessed.",
        "{} {} about one place alone; {} share one with others, because too few answered about each.",
        (
            "{} {} earlier figure, because the change could show what single people answered, or it is not known who "
            "answered before (--register)."
        ),
    },
    "said without its backticks": {
        "A `serves` relation: one group gives its work to another.",
    },
    "drawn and said in tests/analyzers/test_structure.py": {
        "A border that holds little work together puts most of the work across borders.",
        "A unit may be there for a craft or a place, and work for all others by design.",
        "Ask whom the members of these units work with each week, and whether the border helps them.",
        "In {} the members work no more with each other than chance would have it",
    },
    "drawn and said in tests/studies/test_plan_warnings.py": {
        "A gesture is welcome once and removes no obstacle.",
        "Add a step that removes what the gesture makes up for.",
    },
    "drawn and said in tests/studies/test_plan_roadmap.py and test_plan_warnings.py": {
        "On {} the index falls: {} ({}); {}.",
        (
            "Polishing the front would buy little: {} is {} clear itself, and clearing all that is left there brings "
            "{}{}. What other units hand to it arrives {} clear: the haze is behind it."
        ),
        "it is back where it was on {}",
    },
    "said in tests/pictures/test_map_view.py": {
        "Only the {} widest relations are drawn; {} are not.",
        "{} hidden by filters.",
        "{} outside of the focus {} not drawn.",
    },
    "said of a run, in tests/report/html": {
        "The figures come from {}, spelled out.",
    },
    "the legend, drawn in tests/pictures/test_map_svg.py": {
        "What the marks of the map mean.",
    },
    "said in tests/pictures/test_interval_pictures.py": {
        "{} at the low end",
        "{}: nothing moves it.",
        "{}: there is nothing to show.",
    },
}
"""Templates that need more than an organization and a study to speak, by where they are said instead."""
NOT_SAID: frozenset[str] = frozenset().union(*_NOT_SAID.values())

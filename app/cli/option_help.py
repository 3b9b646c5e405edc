"""What an option means that is the same in every verb that has it; the manual has these words, too."""

from resources.messages import later

MEANING = {
    "--case": later("Label, title or number."),
    "--description": later("What it is, in your words."),
    "--field-of-view": later("How wide the camera sees."),
    "--kind": later("What kind it is."),
    "--label": later("A short name in the case, such as S02."),
    "--limit": later("How many, at most."),
    "--name": later("The name."),
    "--note": later("A remark."),
    "--origin": later("Its own origin: label, name or number."),
    "--parent": later("The claim that this one is part of."),
    "--quote": later("The words as they stand there."),
    "--reason": later("Why."),
    "--status": later("unassessed, in work, assessed or set aside."),
    "--title": later("The title."),
    "--url": later("Where it was obtained."),
}
"""By the long name of the option; an option with words of its own keeps them."""

"""What an option means that is the same in every verb that has it; the manual has these words, too."""

from resources.messages import later

MEANING = {
    "--case": later("Label, title or number."),
    "--confidence": later("low, moderate or high."),
    "--description": later("What it is, in your words."),
    "--event-time": later("When it is said to have happened."),
    "--field-of-view": later("How wide the camera sees."),
    "--interest": later("What it may have an interest in."),
    "--kind": later("What kind it is."),
    "--label": later("A short name in the case, such as S02."),
    "--likelihood": later("ICD 203: almost no chance … almost certain."),
    "--limit": later("How many, at most."),
    "--modality": later("How it is said: asserted, reported, denied …"),
    "--name": later("The name."),
    "--note": later("A remark."),
    "--origin": later("Its own origin: label, name or number."),
    "--parent": later("The claim that this one is part of."),
    "--quote": later("The words as they stand there."),
    "--reason": later("Why."),
    "--reliability-reason": later("Why that reliability."),
    "--reported-date": later("When it was reported."),
    "--speaks-for": later("Whom it speaks for."),
    "--statement": later("The statement."),
    "--status": later("unassessed, in work, assessed or set aside."),
    "--strength": later("How strong the link is, in words."),
    "--title": later("The title."),
    "--url": later("Where it was obtained."),
}
"""By the long name of the option; an option with words of its own keeps them."""

package io.rollcall.app;

import io.rollcall.calendar.Calendars;
import io.rollcall.camel.Definitions;
import io.rollcall.group.Escalations;
import io.rollcall.notify.People;
import io.rollcall.words.Words;

/** Who the people are, and who of them is told when nobody acknowledges, as the engine has it. */
final class EscalationParts {
    final People people;
    final Escalations escalations = new Escalations();

    EscalationParts(Calendars calendars, Words words) {
        this.people = new People(calendars, words);
    }

    /** What route files declare of all this. */
    void define(Definitions definitions) {
        definitions.add(
                PersonReader.WORD, new Definitions.Kind<>(PersonReader.PARAMETERS, PersonReader::read, people::take));
        definitions.add(
                EscalationReader.WORD,
                new Definitions.Kind<>(EscalationReader.PARAMETERS, EscalationReader::read, escalations::take));
    }
}

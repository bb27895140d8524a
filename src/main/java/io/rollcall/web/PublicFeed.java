package io.rollcall.web;

import io.rollcall.publish.PublicPage;
import io.rollcall.publish.PublicPage.Outage;
import io.rollcall.publish.PublicPage.Said;
import io.rollcall.publish.PublicPage.Told;
import io.rollcall.words.Words;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * What a public page tells, as an Atom feed (RFC 4287): an entry for each outage, each trouble that nothing has measured, and
 * each announcement. It is renewed when it ends, and when people tell more of it.
 */
final class PublicFeed {
    static final String TYPE = "application/atom+xml; charset=utf-8";
    private static final int MOST = 50;

    private final String publicUrl;
    private final Words words;

    /**
     * An entry.
     *
     * @param anchor where it stands on the page
     * @param changed when it last became another one
     * @param times since when, or from when until when
     */
    private record Entry(
            String id, String anchor, String title, Instant from, Instant changed, String times, List<Said> updates) {}

    PublicFeed(String publicUrl, Words words) {
        this.publicUrl = publicUrl;
        this.words = words;
    }

    String of(PublicPage page) {
        List<Entry> entries = entries(page);
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("utf-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
            xml.writeAttribute("xml:lang", words.language().code());
            element(xml, "title", words.say("public.title"));
            element(xml, "id", publicUrl + "/status");
            link(xml, "self", publicUrl + "/status/feed.atom");
            link(xml, "alternate", publicUrl + "/status");
            // Without an entry, when the page was made.
            Instant updated = entries.isEmpty()
                    ? Objects.requireNonNullElse(page.historyAt(), page.at())
                    : entries.get(0).changed();
            element(xml, "updated", updated.toString());
            for (Entry entry : entries) {
                write(xml, entry);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    /** What was changed last comes first. */
    private List<Entry> entries(PublicPage page) {
        Stream<Entry> outages = page.outages().stream().map(this::entry);
        Stream<Entry> told = Stream.concat(
                        page.troubles().stream().filter(one -> one.outages().isEmpty()), page.announcements().stream())
                .map(this::entry);
        return Stream.concat(outages, told)
                .sorted(Comparator.comparing(Entry::changed).reversed())
                .limit(MOST)
                .toList();
    }

    private Entry entry(Outage outage) {
        @Nullable Instant until = outage.until();
        return new Entry(
                outage.id(),
                outage.component(),
                words.say("public.outage", outage.name()),
                outage.from(),
                changed(until == null ? outage.from() : until, outage.updates()),
                PublicHtml.times(outage.from(), until, words),
                outage.updates());
    }

    private Entry entry(Told told) {
        return new Entry(
                told.id(),
                told.id(),
                NewsHtml.title(told, words),
                told.from(),
                told.updates().get(0).at(),
                PublicHtml.times(told.from(), told.until(), words),
                told.updates());
    }

    private static Instant changed(Instant at, List<Said> updates) {
        return updates.isEmpty() || updates.get(0).at().isBefore(at)
                ? at
                : updates.get(0).at();
    }

    private String content(List<Said> updates) {
        return updates.stream()
                .map(said -> words.say("public.state." + said.state().word()) + ", " + words.time(said.at()) + "\n"
                        + said.text())
                .collect(Collectors.joining("\n\n"));
    }

    private void write(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
        xml.writeStartElement("entry");
        element(xml, "title", entry.title());
        element(xml, "id", publicUrl + "/status#" + entry.id());
        link(xml, "alternate", publicUrl + "/status#" + entry.anchor());
        element(xml, "published", entry.from().toString());
        element(xml, "updated", entry.changed().toString());
        xml.writeStartElement("author");
        element(xml, "name", "Rollcall");
        xml.writeEndElement();
        element(xml, "summary", entry.times());
        if (!entry.updates().isEmpty()) {
            element(xml, "content", content(entry.updates()));
        }
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String relation, String address) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", address);
    }
}

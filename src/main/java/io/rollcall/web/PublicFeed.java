package io.rollcall.web;

import io.rollcall.publish.PublicPage;
import io.rollcall.publish.PublicPage.Outage;
import io.rollcall.words.Words;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** The outages of a public page as an Atom feed (RFC 4287): an entry each, which is renewed when the outage ends. */
final class PublicFeed {
    static final String TYPE = "application/atom+xml; charset=utf-8";
    private static final int MOST = 50;

    private final String publicUrl;
    private final Words words;

    PublicFeed(String publicUrl, Words words) {
        this.publicUrl = publicUrl;
        this.words = words;
    }

    String of(PublicPage page) {
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
            element(xml, "updated", updated(page).toString());
            for (Outage outage : page.outages().stream().limit(MOST).toList()) {
                entry(xml, outage);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private void entry(XMLStreamWriter xml, Outage outage) throws XMLStreamException {
        xml.writeStartElement("entry");
        element(xml, "title", words.say("public.outage", outage.name()));
        element(
                xml,
                "id",
                publicUrl + "/status#" + outage.component() + "-"
                        + outage.from().toEpochMilli());
        link(xml, "alternate", publicUrl + "/status#" + outage.component());
        element(xml, "published", outage.from().toString());
        element(xml, "updated", changed(outage).toString());
        xml.writeStartElement("author");
        element(xml, "name", "Rollcall");
        xml.writeEndElement();
        Instant until = outage.until();
        String from = words.time(outage.from());
        element(
                xml,
                "summary",
                until == null
                        ? words.say("public.since", from)
                        : words.say("public.from-until", from, words.time(until)));
        xml.writeEndElement();
    }

    private static Instant changed(Outage outage) {
        @Nullable Instant until = outage.until();
        return until == null ? outage.from() : until;
    }

    /** When the newest entry was changed; without one, when the page was made. */
    private static Instant updated(PublicPage page) {
        return page.outages().stream()
                .map(PublicFeed::changed)
                .max(Comparator.naturalOrder())
                .orElse(Objects.requireNonNullElse(page.historyAt(), page.at()));
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

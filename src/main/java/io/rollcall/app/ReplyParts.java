package io.rollcall.app;

import io.rollcall.group.Responses;
import io.rollcall.notify.AnswerLinks;
import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.EmailMessage;
import io.rollcall.notify.LinkAnswers;
import io.rollcall.notify.Outbox;
import io.rollcall.notify.People;
import io.rollcall.notify.ReplyCodes;
import io.rollcall.notify.ReplyStore;
import io.rollcall.notify.SmsMessage;
import io.rollcall.notify.SmsReplies;
import io.rollcall.notify.SmsReports;
import io.rollcall.store.Jdbc;
import io.rollcall.store.Journal;
import io.rollcall.web.AnswerApi;
import io.rollcall.web.TwilioApi;
import java.net.URI;
import java.time.Clock;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.Registry;

/** What people answer to what they are told, as the engine has it. */
final class ReplyParts {
    private final ReplyCodes codes;
    private final AnswerLinks links;
    private final Outbox outbox;
    private final People people;
    private final SmsReplies smsReplies;
    private final LinkAnswers linkAnswers;

    ReplyParts(Outbox outbox, People people, Responses responses, AnswerLinks links, Kept kept) {
        this.outbox = outbox;
        this.people = people;
        this.links = links;
        this.codes = new ReplyCodes(kept.journal(), kept.clock());
        this.smsReplies = new SmsReplies(outbox, codes, people, responses, kept.clock());
        this.linkAnswers = new LinkAnswers(links, people, responses, kept.journal(), kept.clock());
    }

    /** What is kept, and when it is. */
    record Kept(Journal journal, Clock clock) {}

    void bind(Registry registry, ChannelSettings settings, URI publicUrl) {
        registry.bind(
                "emailMessage", new EmailMessage(settings.mail(), publicUrl, links, to -> people.words("email", to)));
        registry.bind("smsMessage", new SmsMessage(settings.twilio(), publicUrl, codes, to -> people.words("sms", to)));
        registry.bind("twilioApi", new TwilioApi(settings.twilio(), publicUrl, new SmsReports(outbox), smsReplies));
        registry.bind("answerApi", new AnswerApi(linkAnswers));
        registry.bind("headersOfPages", headersOfPages());
    }

    /** Camel keeps Cache-Control to itself otherwise. */
    private static HeaderFilterStrategy headersOfPages() {
        HttpHeaderFilterStrategy headers = new HttpHeaderFilterStrategy();
        headers.getOutFilter().remove("cache-control");
        return headers;
    }

    /** Takes from the spool what the last run could not bring into the database. */
    void replay(Replay replay) {
        codes.restore(replay.replyCodes());
        outbox.optOuts().restore(replay.optOuts());
        linkAnswers.restore(replay.usedLinks());
    }

    /** Takes up the last run from the database. Throws StoreException while that is away. */
    void takeUp(Jdbc jdbc) {
        ReplyStore store = new ReplyStore(jdbc, Parts.json());
        codes.restore(store.codes());
        outbox.optOuts().restore(store.optOuts());
        linkAnswers.restore(store.usedLinks());
    }
}

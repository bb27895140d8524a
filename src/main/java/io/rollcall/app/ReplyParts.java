package io.rollcall.app;

import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.Outbox;
import io.rollcall.notify.ReplyCodes;
import io.rollcall.notify.ReplyStore;
import io.rollcall.notify.SmsReplies;
import io.rollcall.notify.SmsReports;
import io.rollcall.store.Jdbc;
import io.rollcall.web.TwilioApi;
import java.net.URI;
import org.apache.camel.spi.Registry;

/** What people answer to what they are told, as the engine has it. */
final class ReplyParts {
    final ReplyCodes codes;
    private final Outbox outbox;
    private final TwilioApi twilioApi;

    ReplyParts(Outbox outbox, ChannelSettings settings, URI publicUrl, ReplyCodes codes, SmsReplies replies) {
        this.outbox = outbox;
        this.codes = codes;
        this.twilioApi = new TwilioApi(settings.twilio(), publicUrl, new SmsReports(outbox), replies);
    }

    void bind(Registry registry) {
        registry.bind("twilioApi", twilioApi);
    }

    /** Takes from the spool what the last run could not bring into the database. */
    void replay(Replay replay) {
        codes.restore(replay.replyCodes());
        outbox.optOuts().restore(replay.optOuts());
    }

    /** Takes up the last run from the database. Throws StoreException while that is away. */
    void takeUp(Jdbc jdbc) {
        ReplyStore store = new ReplyStore(jdbc, Parts.json());
        codes.restore(store.codes());
        outbox.optOuts().restore(store.optOuts());
    }
}

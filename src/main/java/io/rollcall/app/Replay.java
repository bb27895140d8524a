package io.rollcall.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.alert.AlertEntry;
import io.rollcall.group.MemberEntry;
import io.rollcall.heartbeat.HeartbeatCall;
import io.rollcall.incoming.IncomingEntry;
import io.rollcall.judge.IntegrationState;
import io.rollcall.judge.StateReplay;
import io.rollcall.mute.FlapEntry;
import io.rollcall.mute.Silence;
import io.rollcall.mute.SilenceEntry;
import io.rollcall.notify.NotificationEntry;
import io.rollcall.notify.OptOut;
import io.rollcall.notify.ReplyCode;
import io.rollcall.notify.UsedLink;
import io.rollcall.provision.Provisioned;
import io.rollcall.publish.Bulletin;
import io.rollcall.publish.SubscriberEntry;
import io.rollcall.push.SubscriptionEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the entries of a spool add up to: the last state of everything that they are about. */
final class Replay {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

    private final ObjectMapper json;
    private final StateReplay states;
    private final Map<List<String>, AlertEntry> alerts = new LinkedHashMap<>();
    private final List<HeartbeatCall> heartbeats = new ArrayList<>();
    private final Map<List<String>, MemberEntry> members = new LinkedHashMap<>();
    private final List<Silence> silences = new ArrayList<>();
    private final Map<String, FlapEntry> flapping = new LinkedHashMap<>();
    private final Map<String, IncomingEntry> incoming = new LinkedHashMap<>();
    private final List<NotificationEntry> notifications = new ArrayList<>();
    private final List<Provisioned> provisioned = new ArrayList<>();
    private final List<SubscriptionEntry> subscriptions = new ArrayList<>();
    private final List<ReplyCode> replyCodes = new ArrayList<>();
    private final List<OptOut> optOuts = new ArrayList<>();
    private final List<UsedLink> usedLinks = new ArrayList<>();
    private final List<Bulletin> bulletins = new ArrayList<>();
    private final List<SubscriberEntry> subscribers = new ArrayList<>();

    Replay(ObjectMapper json) {
        // An entry of another version of Rollcall may say more than this one knows.
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.states = new StateReplay(this.json);
    }

    /** Takes the next entry, oldest first. One that cannot be read is left to the database to judge. */
    void read(JsonNode entry) {
        try {
            switch (entry.path("type").asText()) {
                case "outcome" -> states.read(entry);
                case "alert" -> {
                    AlertEntry alert = json.treeToValue(entry, AlertEntry.class);
                    alerts.put(List.of(alert.rule(), alert.key()), alert);
                }
                case "notification" -> notifications.add(json.treeToValue(entry, NotificationEntry.class));
                case "member" -> {
                    MemberEntry member = json.treeToValue(entry, MemberEntry.class);
                    members.put(List.of(member.group(), member.key()), member);
                }
                case "heartbeat" -> heartbeats.add(json.treeToValue(entry, HeartbeatCall.class));
                case "push_subscription" -> subscriptions.add(json.treeToValue(entry, SubscriptionEntry.class));
                case "reply-code" -> replyCodes.add(json.treeToValue(entry, ReplyCode.class));
                case "opt-out" -> optOuts.add(json.treeToValue(entry, OptOut.class));
                case "used-link" -> usedLinks.add(json.treeToValue(entry, UsedLink.class));
                case "bulletin", "subscriber" -> published(entry);
                case "provisioned" -> provisioned.add(json.treeToValue(entry, Provisioned.class));
                case "silence" ->
                    silences.add(json.treeToValue(entry, SilenceEntry.class).silence());
                case "flapping" -> {
                    FlapEntry unsteady = json.treeToValue(entry, FlapEntry.class);
                    flapping.put(unsteady.key(), unsteady);
                }
                case "incoming" -> {
                    IncomingEntry other = json.treeToValue(entry, IncomingEntry.class);
                    incoming.put(other.key(), other);
                }
                default -> {
                    // The other entries are history; nothing goes on from them.
                }
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.warn(
                    "Entry of the spool not taken up type={}",
                    entry.path("type").asText());
        }
    }

    private void published(JsonNode entry) throws JsonProcessingException {
        if (entry.path("type").asText().equals("bulletin")) {
            bulletins.add(json.treeToValue(entry, Bulletin.class));
        } else {
            subscribers.add(json.treeToValue(entry, SubscriberEntry.class));
        }
    }

    Collection<IntegrationState> states() {
        return states.states();
    }

    /** Where each rule stood last. */
    List<AlertEntry> alerts() {
        return List.copyOf(alerts.values());
    }

    /** Those that have left their group included. */
    Collection<MemberEntry> members() {
        return members.values();
    }

    List<HeartbeatCall> heartbeats() {
        return heartbeats;
    }

    List<Silence> silences() {
        return silences;
    }

    Collection<FlapEntry> flapping() {
        return flapping.values();
    }

    /** Alerts of other systems that were open last. */
    List<IncomingEntry> incoming() {
        return incoming.values().stream().filter(other -> !other.ended()).toList();
    }

    List<NotificationEntry> notifications() {
        return notifications;
    }

    /** Those that have ended included. */
    List<SubscriptionEntry> subscriptions() {
        return subscriptions;
    }

    List<Provisioned> provisioned() {
        return provisioned;
    }

    List<ReplyCode> replyCodes() {
        return replyCodes;
    }

    List<OptOut> optOuts() {
        return optOuts;
    }

    List<UsedLink> usedLinks() {
        return usedLinks;
    }

    List<Bulletin> bulletins() {
        return bulletins;
    }

    /** Those who left included. */
    List<SubscriberEntry> subscribers() {
        return subscribers;
    }
}

package io.rollcall.notify;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import io.rollcall.alert.Alert;
import io.rollcall.group.Notice;
import io.rollcall.notify.SlackPress.Action;
import io.rollcall.words.Words;
import java.util.List;
import java.util.stream.Stream;

/** What can be pressed below a message in Slack, and which topic a button is about. */
final class SlackButtons {
    private static final int VALUE = 2000;
    private static final String HASH = "#";

    private SlackButtons() {}

    /** Nothing below what has ended; what somebody looks after is not acknowledged again. */
    static List<LayoutBlock> below(Notice notice, Words words) {
        if (!notice.firing()) {
            return List.of();
        }
        boolean acknowledged = notice.alerts().stream().filter(Alert::firing).allMatch(alert -> notice.ack(alert)
                .isPresent());
        List<BlockElement> buttons = Stream.of(Action.values())
                .filter(action -> action != Action.ACKNOWLEDGE || !acknowledged)
                .map(action -> button(action, notice.topic(), words))
                .toList();
        return List.of(ActionsBlock.builder().elements(buttons).build());
    }

    private static BlockElement button(Action action, String topic, Words words) {
        return ButtonElement.builder()
                .text(PlainTextObject.builder().text(words.say(action.key)).build())
                .actionId(action.id)
                .value(topic.length() <= VALUE ? topic : hash(topic))
                .build();
    }

    /** The topic that a button's value stands for. */
    static String topic(String value, List<String> known) {
        return known.stream()
                .filter(topic -> topic.length() > VALUE && hash(topic).equals(value))
                .findFirst()
                .orElse(value);
    }

    private static String hash(String topic) {
        return HASH + Hash.of(topic);
    }
}

package io.rollcall.demo;

import java.util.List;

/**
 * A message as the operator sees it.
 *
 * @param headline what stands out: Slack's header, the email's subject, the whole text message, PagerDuty's event
 * @param lines the rest, a line each; may be empty
 */
record Message(Channel channel, String headline, List<String> lines) {
    Message {
        lines = List.copyOf(lines);
    }
}

package io.rollcall.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** Plays Slack's incoming webhook: plain-text answers, and the limits of Block Kit. */
final class SlackDesk implements Desk {
    static final String PATH = "/services/T00000000/B00000000/inboxInboxInboxInboxInbo";

    @Override
    public Answer answer(Request request) {
        if (!request.path().equals(PATH)) {
            return Answer.text(404, "no_service");
        }
        JsonNode body = request.body();
        boolean json = request.headers().getOrDefault("content-type", "").startsWith("application/json");
        if (!body.isObject() || !json) {
            return Answer.text(400, "invalid_payload");
        }
        if (body.path("text").asText().isEmpty()) {
            return Answer.text(400, "no_text");
        }
        for (JsonNode attachment : body.path("attachments")) {
            if (!validBlocks(attachment.path("blocks"))) {
                return Answer.text(400, "invalid_blocks");
            }
        }
        return validBlocks(body.path("blocks")) ? Answer.text(200, "ok") : Answer.text(400, "invalid_blocks");
    }

    private static boolean validBlocks(JsonNode blocks) {
        if (blocks.size() > 50) {
            return false;
        }
        for (JsonNode block : blocks) {
            boolean valid =
                    switch (block.path("type").asText()) {
                        case "header" ->
                            block.path("text").path("type").asText().equals("plain_text")
                                    && text(block.path("text"), 150);
                        case "section" -> section(block);
                        case "context" ->
                            block.path("elements").size() >= 1
                                    && block.path("elements").size() <= 10
                                    && text(block.path("elements").path(0), 2000);
                        case "divider" -> true;
                        default -> false;
                    };
            if (!valid) {
                return false;
            }
        }
        return true;
    }

    private static boolean section(JsonNode block) {
        if (block.has("text") && !text(block.path("text"), 3000)) {
            return false;
        }
        for (JsonNode field : block.path("fields")) {
            if (!text(field, 2000)) {
                return false;
            }
        }
        return (block.has("text") || !block.path("fields").isEmpty())
                && block.path("fields").size() <= 10;
    }

    private static boolean text(JsonNode text, int most) {
        int length = text.path("text").asText().length();
        return length >= 1 && length <= most;
    }
}

package io.rollcall.notify;

import java.util.Set;

/**
 * What Slack's own error codes mean for the next attempt (docs.slack.dev: the errors of chat.postMessage and chat.update).
 */
final class SlackErrors {
    /** Part of it may have been done before the error was raised, Slack says. */
    private static final Set<String> AMBIGUOUS = Set.of("fatal_error", "internal_error");

    /** The same call will never be taken, or not before someone changes something in Slack or here. */
    private static final Set<String> PERMANENT = Set.of(
            "access_denied",
            "accesslimited",
            "account_inactive",
            "as_user_not_supported",
            "attachment_payload_limit_exceeded",
            "block_mismatch",
            "cannot_reply_to_message",
            "cant_broadcast_message",
            "cant_update_message",
            "channel_not_found",
            "channel_type_not_supported",
            "deprecated_endpoint",
            "edit_window_closed",
            "ekm_access_denied",
            "enterprise_is_restricted",
            "invalid_arg_name",
            "invalid_arguments",
            "invalid_array_arg",
            "invalid_attachments",
            "invalid_auth",
            "invalid_blocks",
            "invalid_blocks_format",
            "invalid_charset",
            "invalid_form_data",
            "invalid_post_type",
            "is_archived",
            "is_inactive",
            "message_not_found",
            "messages_tab_disabled",
            "method_deprecated",
            "missing_post_type",
            "missing_scope",
            "msg_blocks_too_long",
            "msg_too_long",
            "no_permission",
            "no_text",
            "not_allowed_token_type",
            "not_authed",
            "not_in_channel",
            "restricted_action",
            "restricted_action_non_threadable_channel",
            "restricted_action_read_only_channel",
            "restricted_action_thread_locked",
            "restricted_action_thread_only_channel",
            "slack_connect_blocked_file_type",
            "slack_connect_file_link_sharing_blocked",
            "team_access_not_granted",
            "team_not_found",
            "token_expired",
            "token_revoked",
            "too_many_attachments",
            "two_factor_setup_required");

    private SlackErrors() {}

    /** What is not known to be final is tried again until the deadline: new codes appear, and most faults pass. */
    static DeliveryFailure failure(String error) {
        String reason = "Not taken: Slack: " + error + advice(error);
        if (AMBIGUOUS.contains(error)) {
            return DeliveryFailure.ambiguous(reason);
        }
        return PERMANENT.contains(error) ? DeliveryFailure.permanent(reason) : DeliveryFailure.passing(reason);
    }

    private static String advice(String error) {
        return switch (error) {
            case "not_in_channel" -> "; invite the app to the channel";
            case "channel_not_found" -> "; rollcall.slack.channel is no channel that the app can see";
            case "missing_scope" -> "; the app needs the scope chat:write";
            case "invalid_auth", "not_authed", "token_expired", "token_revoked", "account_inactive" ->
                "; rollcall.slack.bot-token is not valid";
            default -> "";
        };
    }
}

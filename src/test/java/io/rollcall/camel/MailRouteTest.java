package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.notify.Alerts;
import io.rollcall.notify.NotificationEntry;
import io.rollcall.notify.NotificationState;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What becomes of an email while the mail server does not take it. */
class MailRouteTest extends ShippedChannels {
    @Test
    void email_waits_until_the_mail_server_is_there_again() {
        mail.stop();
        notify(Alerts.warning());
        await().until(() -> journal.stream().anyMatch(entry -> entry.attempts() == 1 && entry.lastError() != null));
        mail = mailServer();
        mail.start();
        awaitStates(2, NotificationState.SENT);

        assertThat(mail.getReceivedMessages()).hasSize(1);
        assertThat(journal)
                .extracting(NotificationEntry::lastError)
                .filteredOn(Objects::nonNull)
                .containsOnly("No connection to the mail server");
    }

    @Test
    void a_mail_server_that_is_busy_is_tried_again_and_one_that_refuses_is_not() throws Exception {
        mail.stop();
        try (RefusingMailServer server = new RefusingMailServer(mailPort, "450 4.2.1 Busy", "550 5.1.1 No such user")) {
            notify(Alerts.warning());
            awaitStates(1, NotificationState.DEAD);

            assertThat(server.connections()).isEqualTo(2);
        }
        assertThat(journal)
                .extracting(NotificationEntry::lastError)
                .filteredOn(Objects::nonNull)
                .contains("The mail server did not take it now: SMTP 450", "The mail server refused it: SMTP 550");
    }
}

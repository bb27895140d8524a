package io.rollcall.web;

import static io.rollcall.web.StatusTable.text;

import io.rollcall.publish.PublicPage;
import io.rollcall.words.Words;
import java.util.List;

/**
 * Where a visitor of the status page has this device told. Its script shows it where a device can be told, and of it what
 * fits: {@code data-when} names the states.
 */
record DeviceHtml(String version, String publicKey, Words words) {

    String head() {
        return """
                <link rel="manifest" href="/assets/%1$s/public/status.webmanifest">
                <script type="module" src="/assets/%1$s/public/device.js"></script>"""
                .formatted(version);
    }

    String of(PublicPage page) {
        return """
                <section class="panel device" id="device" aria-labelledby="h-device" data-key="%s" hidden>
                <h2 id="h-device">%s</h2>
                %s
                %s
                <p class="controls"><button class="primary" id="start" data-when="off failed">%s</button>\
                <button id="stop" data-when="waiting confirmed">%s</button></p>
                </section>
                """
                .formatted(
                        text(publicKey),
                        say("title"),
                        sentences(),
                        choice(page.components()),
                        say("start"),
                        say("stop"));
    }

    private String sentences() {
        StringBuilder html = new StringBuilder("<div role=\"status\">");
        for (String state : List.of("off", "waiting", "confirmed", "blocked", "failed")) {
            html.append("<p class=\"muted\" data-when=\"")
                    .append(state)
                    .append("\" hidden>")
                    .append(say(state))
                    .append("</p>");
        }
        return html.append("</div>").toString();
    }

    private String choice(List<PublicPage.Shown> components) {
        if (components.size() < 2) {
            return "";
        }
        StringBuilder html = new StringBuilder(
                        "<details class=\"choice\" data-when=\"off waiting confirmed failed\"><summary>")
                .append(say("choose"))
                .append("</summary><fieldset><legend class=\"muted\">")
                .append(text(words.say("public.subscribe.components")))
                .append("</legend>");
        components.forEach(component -> html.append("<label><input type=\"checkbox\" value=\"")
                .append(text(component.key()))
                .append("\"> ")
                .append(text(component.name()))
                .append("</label>"));
        return html.append("</fieldset></details>").toString();
    }

    private String say(String key) {
        return text(words.say("public.device." + key));
    }
}

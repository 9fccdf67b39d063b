package io.openbell.alerts;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Posts to an address: the fields of the alert, or what Slack or Discord show. */
final class WebhookChannel implements Channel {

    /** What the other side takes. */
    enum Form {
        JSON,
        SLACK,
        DISCORD
    }

    private static final int LONGEST = 1_900;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String name;
    private final Form form;
    private final URI address;
    private final Http http;

    WebhookChannel(String name, Form form, URI address, Http http) {
        this.name = name;
        this.form = form;
        this.address = address;
        this.http = http;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void send(Alert alert) throws IOException, InterruptedException {
        http.post(address, MAPPER.writeValueAsString(document(alert)));
    }

    private Map<String, Object> document(Alert alert) {
        Map<String, Object> document = new LinkedHashMap<>();
        switch (form) {
            case JSON -> {
                document.put("severity", alert.severity().name());
                document.put("source", alert.source());
                document.put("what", alert.what());
                document.put("text", alert.text());
                document.put("at", alert.at().toString());
            }
            case SLACK -> document.put("text", line(alert));
            case DISCORD -> {
                document.put("content", line(alert));
                // Nothing in a text of ours may call people by name.
                document.put("allowed_mentions", Map.of("parse", new String[0]));
            }
        }
        return document;
    }

    private static String line(Alert alert) {
        String line = alert.line();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}

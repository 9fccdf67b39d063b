package io.openbell.alpacaclient;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(
        name = "Alpaca client",
        description =
                "How the venue is asked and listened to. Hosts are fixed, credentials come from the environment.")
@interface AlpacaConfig {

    @AttributeDefinition(
            description =
                    "Alpaca's feed of market data: iex (free) or sip (all exchanges, paid plan).",
            options = {
                @Option(label = "iex", value = "iex"),
                @Option(label = "sip", value = "sip")
            })
    String feed() default "iex";

    @AttributeDefinition(
            description =
                    "Total time of one request, from connecting to the last byte, in milliseconds.",
            min = "100",
            max = "10000")
    long requestTimeoutMillis() default 10_000;

    @AttributeDefinition(
            description =
                    "Requests in any 60 seconds; Alpaca allows 200. Cancels are counted and never held back.",
            min = "10",
            max = "10000")
    int requestsPerMinute() default 180;

    @AttributeDefinition(
            description = "Connections kept open for requests, per host.",
            min = "1",
            max = "4")
    int connections() default 3;

    @AttributeDefinition(
            description =
                    "Shortest pause before a lost stream is connected again, in milliseconds.",
            min = "10",
            max = "60000")
    long reconnectMinMillis() default 500;

    @AttributeDefinition(
            description = "Longest pause before a lost stream is connected again, in milliseconds.",
            min = "10",
            max = "600000")
    long reconnectMaxMillis() default 30_000;

    @AttributeDefinition(
            description =
                    "Silence of a stream, in seconds, after which the venue must confirm the subscription.",
            min = "1",
            max = "3600")
    int silentAfterSeconds() default 60;

    @AttributeDefinition(
            description =
                    "Pause between pings on a quiet stream, in seconds; after two without a sign of life it is"
                            + " connected again.",
            min = "1",
            max = "300")
    int pingSeconds() default 10;

    @AttributeDefinition(
            description =
                    "Silence of subscribed market data while the market is open, in seconds, after which the"
                            + " stream counts as stale and is connected again, whatever the venue confirms.",
            min = "5",
            max = "3600")
    int staleAfterSeconds() default 300;

    @AttributeDefinition(
            description =
                    "Form of market data on the wire: json, or msgpack, which is half the size.",
            options = {
                @Option(label = "json", value = "json"),
                @Option(label = "msgpack", value = "msgpack")
            })
    String streamFormat() default "json";

    @AttributeDefinition(
            description =
                    "Alpaca's feed of option data: indicative (free) or opra (all exchanges, paid plan).",
            options = {
                @Option(label = "indicative", value = "indicative"),
                @Option(label = "opra", value = "opra")
            })
    String optionsFeed() default "indicative";

    @AttributeDefinition(
            description =
                    "HTTP proxy as host:port, through which Alpaca is reached (CONNECT); empty: directly.")
    String proxy() default "";
}

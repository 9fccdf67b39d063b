package io.openbell.deadman;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The words it was started with.
 *
 * @param home    of the system that is watched
 * @param venue   where orders are to be canceled
 * @param silence without progress for so long, it acts
 * @param closing the same while the system says that it is ending
 * @param look    between two looks
 * @param keys    where the keys come from: {@code fd:N} or a path
 */
record Options(
        Path home,
        VenueAddress venue,
        Duration silence,
        Duration closing,
        Duration look,
        String keys) {

    private static final Set<String> WORDS =
            Set.of(
                    "--home",
                    "--venue",
                    "--silence-seconds",
                    "--closing-seconds",
                    "--look-seconds",
                    "--keys");

    /** Every word has a value; the defaults are 30, 90 and 5 seconds. */
    static Options parse(String... words) throws Refused {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            if (!WORDS.contains(words[i])) {
                throw usage(words[i] + ": unknown; allowed " + WORDS.stream().sorted().toList());
            }
            if (i + 1 == words.length || given.put(words[i], words[i + 1]) != null) {
                throw usage(words[i] + " needs one value, and is given once");
            }
        }
        Duration silence = seconds(given, "--silence-seconds", 30, 2, 3_600);
        Duration look = seconds(given, "--look-seconds", 5, 1, 60);
        if (look.multipliedBy(2).compareTo(silence) > 0) {
            throw usage("--look-seconds must be at most half of --silence-seconds");
        }
        return new Options(
                Path.of(required(given, "--home")),
                VenueAddress.parse(given.getOrDefault("--venue", "paper")),
                silence,
                seconds(given, "--closing-seconds", 90, 2, 3_600),
                look,
                required(given, "--keys"));
    }

    private static String required(Map<String, String> given, String word) throws Refused {
        String value = given.get(word);
        if (value == null) {
            throw usage(word + " is missing");
        }
        return value;
    }

    private static Duration seconds(
            Map<String, String> given, String word, int otherwise, int least, int most)
            throws Refused {
        String text = given.getOrDefault(word, String.valueOf(otherwise));
        int value = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
        if (value < least || value > most) {
            throw usage(word + " = " + text + ": allowed " + least + " to " + most + " seconds");
        }
        return Duration.ofSeconds(value);
    }

    private static Refused usage(String what) {
        return new Refused(Refused.USAGE, what);
    }
}

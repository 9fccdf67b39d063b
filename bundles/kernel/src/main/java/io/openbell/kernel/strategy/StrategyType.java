package io.openbell.kernel.strategy;

import io.openbell.api.order.Sources;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.parameter.ParameterSpec;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A class that is a strategy: its name, what its configuration may hold, and the way to an instance. The launcher checks
 * configuration files with it, the strategy engine constructs with it.
 */
public final class StrategyType {

    /** Manifest header that names a bundle's strategy classes, separated by commas. */
    public static final String HEADER = "Openbell-Strategy";

    /** Before the name, this gives the PID and the name of the configuration file. */
    public static final String PID_PREFIX = "openbell.strategy-";

    /** Key: whether it gets events, {@code true} unless configured. */
    public static final String ENABLED = "enabled";

    /** Key: the symbols it gets events of, separated by commas. */
    public static final String SYMBOLS = "symbols";

    private static final int LONGEST_NAME = 40;

    private final String name;

    private final Constructor<? extends Strategy> constructor;
    private final ParameterSpec parameters;

    private StrategyType(
            String name, Constructor<? extends Strategy> constructor, ParameterSpec parameters) {
        this.name = name;
        this.constructor = constructor;
        this.parameters = parameters;
    }

    /**
     * Examines the class.
     *
     * @throws IllegalArgumentException if it is no {@link Strategy}, cannot be constructed, or its parameters are unusable;
     *                                  the message says what to change
     */
    public static StrategyType of(Class<?> type) {
        if (!Strategy.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(
                    type.getName() + " does not implement " + Strategy.class.getName());
        }
        if (Modifier.isAbstract(type.getModifiers()) || !Modifier.isPublic(type.getModifiers())) {
            throw new IllegalArgumentException(
                    type.getName() + " must be public and not abstract to be a strategy");
        }
        Constructor<?>[] constructors = type.getConstructors();
        if (constructors.length != 1
                || constructors[0].getParameterCount() != 1
                || !constructors[0].getParameterTypes()[0].isRecord()) {
            throw new IllegalArgumentException(
                    type.getName()
                            + " needs exactly one public constructor, and that must take its record of"
                            + " parameters and nothing else");
        }
        String name = nameOf(type);
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    type.getName()
                            + " has too long a name: "
                            + name
                            + " must have at most "
                            + LONGEST_NAME
                            + " characters");
        }
        if (Sources.RESERVED.contains(name)) {
            throw new IllegalArgumentException(
                    type.getName()
                            + " is called "
                            + name
                            + ", as a source of our own is; rename it");
        }
        ParameterSpec parameters =
                ParameterSpec.of(constructors[0].getParameterTypes()[0].asSubclass(Record.class));
        for (String taken : List.of(ENABLED, SYMBOLS)) {
            if (parameters.names().contains(taken)) {
                throw new IllegalArgumentException(
                        type.getName()
                                + " has a parameter named "
                                + taken
                                + ", which is a key of the strategy engine; rename it");
            }
        }
        return new StrategyType(name, constructorOf(type, constructors[0]), parameters);
    }

    private static Constructor<? extends Strategy> constructorOf(
            Class<?> type, Constructor<?> same) {
        try {
            return type.asSubclass(Strategy.class).getConstructor(same.getParameterTypes());
        } catch (NoSuchMethodException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    /** The class's simple name in kebab case: {@code MovingAverageCross} is {@code moving-average-cross}. */
    public static String nameOf(Class<?> type) {
        return nameOf(type.getSimpleName());
    }

    /** The same for a class that cannot be loaded. */
    public static String nameOf(String simpleName) {
        return simpleName
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The PID of its configuration; with {@code .cfg} after it, the file's name. */
    public String pid() {
        return PID_PREFIX + name;
    }

    /** What its parameters allow. */
    public ParameterSpec parameters() {
        return parameters;
    }

    /** Everything that is wrong with its configuration, one line each: {@code key = value: problem; allowed ...}. */
    public List<String> problems(Map<String, String> configured) {
        List<String> problems = new ArrayList<>();
        String enabled = configured.getOrDefault(ENABLED, "true").trim();
        if (!enabled.equals("true") && !enabled.equals("false")) {
            problems.add(
                    ENABLED + " = " + enabled + ": neither true nor false; allowed: true or false");
        }
        String symbols = configured.getOrDefault(SYMBOLS, "");
        try {
            if (symbols(symbols).isEmpty() && !enabled.equals("false")) {
                throw new IllegalArgumentException("names no symbol");
            }
        } catch (IllegalArgumentException unfit) {
            problems.add(
                    SYMBOLS
                            + " = "
                            + symbols
                            + ": "
                            + unfit.getMessage()
                            + "; allowed: symbols separated by commas, each once, for example"
                            + " AAPL,MSFT");
        }
        problems.addAll(parameters.problems(parametersOf(configured), Set.of(ENABLED, SYMBOLS)));
        return List.copyOf(problems);
    }

    /**
     * The configuration as it takes effect.
     *
     * @throws IllegalArgumentException with all {@link #problems}
     */
    public StrategySettings settings(Map<String, String> configured) {
        List<String> problems = problems(configured);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new StrategySettings(
                configured.getOrDefault(ENABLED, "true").trim().equals("true"),
                symbols(configured.getOrDefault(SYMBOLS, "")),
                parameters.effective(configured));
    }

    /**
     * A new instance, which has seen nothing yet. Runs the author's constructor.
     *
     * @throws IllegalArgumentException if that constructor threw, with its message
     */
    public Strategy construct(StrategySettings settings) {
        try {
            return constructor.newInstance(parameters.bind(settings.parameters()));
        } catch (InvocationTargetException thrown) {
            throw new IllegalArgumentException(
                    name + " could not be constructed: " + thrown.getCause(), thrown);
        } catch (ReflectiveOperationException unusable) {
            throw new IllegalArgumentException(
                    name + " could not be constructed: " + unusable, unusable);
        }
    }

    private static Map<String, String> parametersOf(Map<String, String> configured) {
        Map<String, String> rest = new TreeMap<>(configured);
        rest.remove(ENABLED);
        rest.remove(SYMBOLS);
        return rest;
    }

    private static List<Symbol> symbols(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        List<Symbol> symbols = new ArrayList<>();
        for (String ticker : text.split(",", -1)) {
            Symbol symbol = Symbol.of(ticker.trim());
            if (symbols.contains(symbol)) {
                throw new IllegalArgumentException("names " + symbol + " twice");
            }
            symbols.add(symbol);
        }
        return List.copyOf(symbols);
    }
}

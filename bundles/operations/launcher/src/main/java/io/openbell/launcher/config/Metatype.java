package io.openbell.launcher.config;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads a bundle's metatype document: which keys each PID has. The OSGi service for it does not tell the ranges. */
final class Metatype {

    private Metatype() {}

    /**
     * The keys by PID.
     *
     * @throws IOException if the document is broken
     */
    static Map<String, List<KeyDefinition>> read(InputStream document) throws IOException {
        Element root = parse(document);
        Map<String, List<KeyDefinition>> classes = new HashMap<>();
        for (Element definition : elements(root, "OCD")) {
            List<KeyDefinition> keys = new ArrayList<>();
            elements(definition, "AD").forEach(key -> keys.add(key(key)));
            classes.put(definition.getAttribute("id"), keys);
        }
        Map<String, List<KeyDefinition>> byPid = new HashMap<>();
        for (Element designate : elements(root, "Designate")) {
            for (Element object : elements(designate, "Object")) {
                List<KeyDefinition> keys = classes.get(object.getAttribute("ocdref"));
                if (keys != null) {
                    byPid.put(designate.getAttribute("pid"), keys);
                }
            }
        }
        return byPid;
    }

    private static Element parse(InputStream document) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(document).getDocumentElement();
        } catch (ParserConfigurationException | SAXException broken) {
            throw new IOException("not a metatype document", broken);
        }
    }

    private static KeyDefinition key(Element element) {
        List<String> options = new ArrayList<>();
        elements(element, "Option").forEach(option -> options.add(option.getAttribute("value")));
        String cardinality = element.getAttribute("cardinality");
        boolean list = !cardinality.isEmpty() && !cardinality.equals("0");
        boolean optional =
                element.getAttribute("required").equals("false") || element.hasAttribute("default");
        return new KeyDefinition(
                element.getAttribute("id"),
                element.getAttribute("type"),
                list,
                number(element.getAttribute("min")),
                number(element.getAttribute("max")),
                options,
                optional || list);
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return text.isBlank() ? null : new BigDecimal(text.strip());
        } catch (NumberFormatException notNumeric) {
            return null;
        }
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagNameNS("*", name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}

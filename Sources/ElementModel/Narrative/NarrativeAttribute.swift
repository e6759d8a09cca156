/// The attributes that a narrative may have (txt-1).
enum NarrativeAttribute {
    enum Standing {
        case allowed
        /// txt-1's published form lists it for any element, HTML 4 for others only.
        case disputed
        case notAllowed
    }

    static func standing(of name: ByteSlice, on element: ByteSlice) -> Standing {
        if general.contains(where: { name == $0 }) { return .allowed }
        if special.contains(where: { name == $0.attribute && element == $0.element }) { return .allowed }
        if name.count > 6, name[0..<6] == "xmlns:" { return .allowed }
        if name == "xml:space" { return .allowed }
        return listed.contains { name == $0 } ? .disputed : .notAllowed
    }

    /// On any element.
    private static let general: [StaticString] = [
        "class", "style", "id", "title", "lang", "xml:lang", "colspan", "rowspan", "width", "align", "valign", "dir",
        "span", "scope", "headers", "abbr", "axis", "char", "charoff", "accesskey", "tabindex",
    ]

    /// On one element alone.
    private static let special: [(element: StaticString, attribute: StaticString)] = [
        ("a", "href"), ("a", "name"), ("img", "src"), ("img", "alt"), ("img", "height"), ("table", "border"),
        ("table", "cellpadding"), ("table", "cellspacing"), ("table", "summary"), ("table", "frame"),
        ("table", "rules"), ("img", "border"), ("img", "longdesc"), ("img", "usemap"), ("img", "ismap"),
        ("blockquote", "cite"), ("q", "cite"), ("a", "charset"), ("a", "type"), ("a", "hreflang"), ("a", "rel"),
        ("a", "rev"), ("a", "shape"), ("a", "coords"), ("map", "name"), ("area", "shape"), ("area", "coords"),
        ("area", "href"), ("area", "nohref"), ("area", "alt"), ("td", "nowrap"), ("pre", "space"),
    ]

    /// The others of txt-1's published form.
    private static let listed: [StaticString] = [
        "alt", "bgcolor", "border", "cellhalign", "cellpadding", "cellspacing", "cellvalign", "charset", "cite",
        "compact", "coords", "frame", "height", "hreflang", "hspace", "longdesc", "name", "nowrap", "rel", "rev",
        "rules", "shape", "start", "summary", "type", "value", "vspace",
    ]
}

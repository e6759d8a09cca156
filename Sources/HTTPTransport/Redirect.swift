internal import Record

/// Where a redirect leads, and what may go with it.
enum Redirect {
    static func next(_ request: TransportRequest, _ exchange: Exchange) -> TransportRequest? {
        guard let response = exchange.response, [301, 302, 303, 307, 308].contains(response.status),
            let location = response.headers[field: "Location"], let url = resolve(location, against: request.url)
        else { return nil }
        var next = request
        next.redirects -= 1
        next.url = url
        if response.status == 303 || (response.status < 303 && request.method == "POST") {
            next.method = "GET"
            next.body = []
        }
        if origin(url) != origin(request.url) {
            // Neither credentials nor content go to an origin that nobody named.
            guard next.body.isEmpty, next.method == "GET" || next.method == "HEAD" else { return nil }
            next.headers = next.headers.filter { $0.name.lowercased() == "accept" }
            next.tls.certificate = nil
            next.tls.key = nil
            next.tls.keyPassword = nil
        }
        return next
    }

    /// Scheme, host and port.
    static func origin(_ url: String) -> String? {
        guard let scheme = url.range(of: "://") else { return nil }
        let authority = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let name = url[..<scheme.lowerBound].lowercased()
        var place = authority.lowercased()
        if name == "http", place.hasSuffix(":80") { place.removeLast(3) }
        if name == "https", place.hasSuffix(":443") { place.removeLast(4) }
        return "\(name)://\(place)"
    }

    static func resolve(_ location: String, against base: String) -> String? {
        if location.hasPrefix("http://") || location.hasPrefix("https://") { return location }
        guard let scheme = base.range(of: "://"), let origin = origin(base) else { return nil }
        if location.hasPrefix("//") { return base[..<scheme.lowerBound] + ":" + location }
        if location.contains("://") { return nil }
        if location.hasPrefix("/") { return origin + location }
        let path = base[scheme.upperBound...].drop { $0 != "/" }.prefix { $0 != "?" && $0 != "#" }
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
        return origin + folder + location
    }
}

extension String {
    /// The first place of a text; the standard library has none for a text in a text.
    fileprivate func range(of text: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) {
                return start..<(index(start, offsetBy: text.count))
            }
            start = index(after: start)
        }
        return nil
    }
}

internal import CCurl
internal import Record

extension Transfer {
    /// Sets a fresh handle up: nothing is taken from the environment.
    func prepare(_ handle: UnsafeMutableRawPointer) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        assay_curl_set_pointer(handle, CURLOPT_PRIVATE, context)
        assay_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText)
        assay_curl_set_string(handle, CURLOPT_URL, request.url)
        assay_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        assay_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        assay_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        assay_curl_set_long(handle, CURLOPT_PATH_AS_IS, 1)
        assay_curl_set_long(handle, CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        assay_curl_set_long(handle, CURLOPT_NETRC, 0)
        // An empty proxy switches the environment's off.
        assay_curl_set_string(handle, CURLOPT_PROXY, request.proxy ?? "")
        assay_curl_set_string(handle, CURLOPT_NOPROXY, "")
        assay_curl_set_long(handle, CURLOPT_TIMEOUT_MS, Self.milliseconds(request.timeout))
        assay_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(request.connectTimeout))
        assay_curl_set_size(handle, CURLOPT_MAXFILESIZE_LARGE, request.maximumBody)
        assay_curl_set_long(
            handle, CURLOPT_HTTP_VERSION,
            request.version == .http1 ? Int(CURL_HTTP_VERSION_1_1) : Int(CURL_HTTP_VERSION_2TLS))
        assay_curl_set_long(handle, CURLOPT_PIPEWAIT, request.version == .http2 ? 1 : 0)
        assay_curl_set_long(handle, CURLOPT_HTTP_CONTENT_DECODING, 0)

        assay_curl_set_data(handle, CURLOPT_WRITEFUNCTION, bodyArrives)
        assay_curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
        assay_curl_set_data(handle, CURLOPT_HEADERFUNCTION, headerArrives)
        assay_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
        assay_curl_set_trace(handle, wireTrace)
        assay_curl_set_pointer(handle, CURLOPT_DEBUGDATA, context)
        assay_curl_set_long(handle, CURLOPT_VERBOSE, 1)

        setMethod(handle)
        setHeaders(handle)
        setTLS(handle)
    }

    private static func milliseconds(_ seconds: Double) -> Int { max(1, Int(min(seconds, 86_400) * 1000)) }

    private func setMethod(_ handle: UnsafeMutableRawPointer) {
        if let bodyPointer {
            assay_curl_set_long(handle, CURLOPT_POST, 1)
            assay_curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, request.body.count)
            assay_curl_set_pointer(handle, CURLOPT_POSTFIELDS, bodyPointer)
        } else if request.method == "HEAD" {
            assay_curl_set_long(handle, CURLOPT_NOBODY, 1)
        } else if request.method == "POST" || request.method == "PUT" || request.method == "PATCH" {
            assay_curl_set_long(handle, CURLOPT_POST, 1)
            assay_curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, 0)
            assay_curl_set_string(handle, CURLOPT_COPYPOSTFIELDS, "")
        } else {
            assay_curl_set_long(handle, CURLOPT_HTTPGET, 1)
        }
        assay_curl_set_string(handle, CURLOPT_CUSTOMREQUEST, request.method)
    }

    private func setHeaders(_ handle: UnsafeMutableRawPointer) {
        for field in request.headers {
            // A semicolon is how libcurl is told of a field without a value.
            headerList = curl_slist_append(
                headerList, field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        // What libcurl would add of its own accord is not sent unless the caller gave it.
        for name in ["Accept", "Content-Type", "Expect", "User-Agent"]
        where request.headers[field: name] == nil {
            headerList = curl_slist_append(headerList, "\(name):")
        }
        assay_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headerList)
    }

    private func setTLS(_ handle: UnsafeMutableRawPointer) {
        let tls = request.tls
        assay_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1)
        assay_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2)
        if let authorities = tls.authorities {
            assay_curl_set_string(handle, CURLOPT_CAINFO, authorities)
            assay_curl_set_string(handle, CURLOPT_CAPATH, nil)
        }
        if let certificate = tls.certificate { assay_curl_set_string(handle, CURLOPT_SSLCERT, certificate) }
        if let key = tls.key { assay_curl_set_string(handle, CURLOPT_SSLKEY, key) }
        if let password = tls.keyPassword { assay_curl_set_string(handle, CURLOPT_KEYPASSWD, password) }
        // CURL_SSLVERSION_TLSv1_0 is 4, and a highest version stands 16 bits further up.
        var version = 4 + tls.minimum.rawValue
        if let maximum = tls.maximum { version |= (4 + max(maximum, tls.minimum).rawValue) << 16 }
        assay_curl_set_long(handle, CURLOPT_SSLVERSION, version)
    }
}

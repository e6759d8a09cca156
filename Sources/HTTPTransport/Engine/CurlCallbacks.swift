internal import CCurl

// libcurl calls these from the engine's thread: they belong to no actor.

private func transfer(_ context: UnsafeMutableRawPointer) -> Transfer {
    Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
}

func bodyArrives(
    data: UnsafeMutablePointer<CChar>?, size: Int, count: Int, context: UnsafeMutableRawPointer?
) -> Int {
    guard let data, let context else { return 0 }
    let bytes = UnsafeRawBufferPointer(start: data, count: size * count)
    return transfer(context).received(bytes) ? bytes.count : Int(UInt32.max)
}

func headerArrives(
    data: UnsafeMutablePointer<CChar>?, size: Int, count: Int, context: UnsafeMutableRawPointer?
) -> Int {
    guard let data, let context else { return 0 }
    let bytes = UnsafeRawBufferPointer(start: data, count: size * count)
    return transfer(context).receivedHeader(bytes) ? bytes.count : Int(UInt32.max)
}

func wireTrace(
    handle: UnsafeMutableRawPointer?, kind: curl_infotype, data: UnsafeMutablePointer<CChar>?, size: Int,
    context: UnsafeMutableRawPointer?
) -> Int32 {
    guard kind == CURLINFO_HEADER_OUT, let data, let context else { return 0 }
    transfer(context).sentHeader(UnsafeRawBufferPointer(start: data, count: size))
    return 0
}

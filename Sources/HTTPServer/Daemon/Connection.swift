internal import CMicrohttpd

/// A connection of the daemon, as a plain value that other threads may hold while the request lasts.
struct Connection: Hashable, @unchecked Sendable {
    let pointer: OpaquePointer

    /// No callback comes for the connection until it is resumed; call it from its own callbacks alone.
    func suspend() { MHD_suspend_connection(pointer) }
    func resume() { MHD_resume_connection(pointer) }
    var socket: Int32 { assay_mhd_socket(pointer) }
}

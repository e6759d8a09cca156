internal import Glibc

enum Clock {
    /// Seconds since 1970.
    static func wall() -> Double { read(CLOCK_REALTIME) }
    /// Seconds since some instant, never set back.
    static func monotonic() -> Double { read(CLOCK_MONOTONIC) }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

import Commands

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

exit(await AssayCommand.run(Array(CommandLine.arguments.dropFirst())))

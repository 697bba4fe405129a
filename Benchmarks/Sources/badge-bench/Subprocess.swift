import Glibc

/// A run of another program, and what it took.
struct Subprocess {
  let seconds: Double
  /// Seconds of all its threads, in the program and in the kernel for it.
  let cpuSeconds: Double
  let peakMebibytes: Double
  let status: Int32

  /// Runs a program with standard output to a file and nothing on its other descriptors.
  ///
  /// The kernel counts the memory of this process as the child's until it runs the other program, so peaks are true only
  /// as long as they are above this process's own.
  init(_ program: String, _ arguments: [String], output: String = "/dev/null") {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var argv: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for argument in argv { free(argument) } }
    var pid: pid_t = 0
    var usage = rusage()
    var status: Int32 = 0
    seconds = badge_bench.seconds {
      let error = posix_spawn(&pid, program, &actions, nil, &argv, environ)
      precondition(error == 0, "\(program) cannot be run")
      _ = wait4(pid, &status, 0, &usage)
    }
    self.status = status & 0x7F == 0 ? status >> 8 & 0xFF : -1
    cpuSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    peakMebibytes = Double(usage.ru_maxrss) / 1024
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }

  /// The path of a command; nil where there is none.
  static func find(_ name: String) -> String? {
    ["/usr/bin/", "/usr/local/bin/", "/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
  }

  /// Peak memory of this process so far.
  static var ownPeakMebibytes: Double {
    var usage = rusage()
    getrusage(0, &usage)  // RUSAGE_SELF
    return Double(usage.ru_maxrss) / 1024
  }
}

/// The checks that read access logs.
enum LogChecks {
  static let all: [any Check.Type] = []
}

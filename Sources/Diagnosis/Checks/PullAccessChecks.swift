/// The checks of who may pull, read secrets and write logs, and of images and task definitions.
enum PullAccessChecks {
  static let all: [any Check.Type] = []
}

/// Repairs outside the AWS API: builds, pushes, changes on a host.
enum GeneralFixes {
  static let all: [FixOperation] = [
    FixOperation(
      "command", "A command line as the playbook writes it; nothing of the snapshot would show it.",
      [.needed("run")], commands: { $0.run })
  ]
}

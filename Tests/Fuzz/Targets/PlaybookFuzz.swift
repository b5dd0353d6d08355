import Playbooks

extension FuzzTarget {
  static let playbook = FuzzTarget(
    "playbook",
    seeds: [small, small + "\u{0}" + overlay, "a: &x [*x]\n", "- {a: !!str b, ? c : d}\n--- \n...\n"].map {
      Array($0.utf8)
    },
    words: [
      "id: ", "title: ", "steps:\n", "tests: [", "hypotheses:\n", "claim: ", "test: {check: ", "is: ",
      "all:\n", "any:\n", "not:\n", "cause:\n", "fixes:\n", "operation: ", "with: {", "decoys:\n", "go: ",
      "branches:\n", "&a ", "*a", "<<: ", "!!str ", "|\n", ">-\n", "? ", "---\n", "...", "${port}", "\t",
      "%YAML 1.1\n", "\u{0}",
    ]
  ) { fuzzPlaybook($0) }

  private static let small = """
    id: sample
    title: "Something is closed"
    symptom: "504"
    inputs:
      - {id: load-balancer, candidates: load-balancers, asks: "Which?"}
    required: [ec2.describe-security-groups]
    symptom-test: {check: load-balancer-symptom}
    hops:
      - {id: targets, title: Targets, teach: "Groups add up."}
    steps:
      - id: first
        title: First
        asks: "Is it open?"
        tests: [closed]
        question: {text: "Does it load?", answers: [{id: "yes", text: "yes", effect: {hypothesis: closed, verdict: ruled-out}}]}
        branches:
          - {when: {hypothesis: closed, is: confirmed}, go: first}
    hypotheses:
      - id: closed
        proof: configuration
        hop: targets
        claim: "The targets are closed."
        test: {any: [{check: target-ingress, is: other-port}, {not: {check: target-ingress, is: no-rule}}]}
        cause:
          title: "${security-group} is closed"
          explanation: >-
            It is
            closed.
          fixes:
            - title: "Open port ${port}"
              operation: authorize-security-group-ingress
              with: {group-id: "${security-group}", port: "${port}"}
              applicability: ready
    decoys:
      - {id: allow-viewers, claim: "let viewers in", test: {check: viewer-address}, refutation: "no"}

    """

  private static let overlay = """
    title: "何か閉じている"
    hypotheses:
      - {id: closed, claim: "閉じている"}

    """
}

/// A playbook, and behind a NUL its translation: every mistake has a place, and what is read can be linted.
package func fuzzPlaybook(_ bytes: [UInt8]) {
  let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    .map { String(decoding: $0, as: UTF8.self) }
  let overlay = parts.count > 1 ? (text: parts[1], file: "playbook.ja.yaml") : nil
  do {
    let playbook = try PlaybookReader.read(parts[0], file: "playbook.yaml", overlay: overlay)
    _ = PlaybookLint.problems(playbook)
  } catch {
    hold(!error.problems.isEmpty)
    for problem in error.problems { hold(problem.line >= 1 && !problem.description.isEmpty) }
  }
}

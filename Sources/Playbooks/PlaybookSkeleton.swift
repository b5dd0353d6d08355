import Evidence
import Services

/// The beginning of a playbook: the least that can be read, with one of each part.
package enum PlaybookSkeleton {
  /// The text of `playbook.yaml`; it names the first check and finder there are.
  package static func text(_ id: String) -> String {
    let check = CheckCatalog.all.first { $0.parameters.allSatisfy { !$0.required } }?.name ?? "some-check"
    let finder = CandidateCatalog.all.first?.name ?? "some-candidates"
    return """
      id: \(id)
      title: What is broken, in one line
      symptom: What the operator sees.
      meaning: What that means, for who sees it for the first time.
      impact: Who is hurt, and how.
      way: request
      inputs:
        - {id: load-balancer, ask: Which one?, candidates: \(finder)}
      required: [elbv2.describe-load-balancers]
      hops:
        - {id: front, title: Front}
      steps:
        - id: first-look
          title: First look
          asks: What is seen first?
          why: Because everything else follows from it.
          tests: [some-cause]
      hypotheses:
        - id: some-cause
          proof: configuration
          hop: front
          prior: 1
          claim: One sentence that can be refuted.
          plausible: Why it may be so.
          test: {check: \(check)}
          cause:
            title: What is wrong
            explanation: How that leads to the symptom.
            fixes:
              - title: What mends it
                operation: command
                with: {run: 'aws sts get-caller-identity'}
                applicability: check-first
                opens: nothing
                undo: nothing to undo
            verify: {text: How to see that it is mended}
            prevent: How to keep it from coming back.
      decoys: []

      """
  }
}

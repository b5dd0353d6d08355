import Sentences
import Evidence

/// What a request comes to.
package enum AccessVerdict: String, Sendable, Hashable, CaseIterable, Codable {
  case allowed
  /// No layer denies, and one that must allow does not.
  case implicitlyDenied = "implicitly-denied"
  case explicitlyDenied = "explicitly-denied"
  case undetermined

  package var isDenied: Bool { self == .implicitlyDenied || self == .explicitlyDenied }
}

/// A verdict on a request, with the layer and statement that decide it and the places that prove it.
package struct AccessAnswer: Sendable {
  package let request: AccessRequest
  package let verdict: AccessVerdict
  /// The layer that allows, denies, or lacks an allow; nil where that is open.
  package let layer: AccessLayer?
  /// The statement that decides; nil for a missing allow.
  package let match: StatementMatch?
  /// Every layer that was asked.
  package let layers: [LayerReport]
  /// All layers that would have to allow and do not: several may have to be mended.
  package let lacking: [AccessLayer]
  package let evidence: [Citation]
  package let needs: [Need]
  package let unknowns: Set<AccessUnknown>
  /// What the answer takes for granted.
  package let notes: [AccessNote]

  /// The report of `layer`; nil where it was not asked.
  package func report(_ layer: AccessLayer) -> LayerReport? { layers.first { $0.layer == layer } }

  /// Turns an evaluation into an answer.
  package init(
    _ evaluation: AccessEvaluation, notes: [AccessNote] = [], needs extra: [Need] = [],
    evidence supporting: [Citation] = []
  ) {
    request = evaluation.request
    layers = evaluation.reports
    lacking = evaluation.lacking
    self.notes = notes
    var match: StatementMatch?
    var layer: AccessLayer?
    var evidence: [Citation] = []
    var needs: [Need] = []
    var unknowns: Set<AccessUnknown> = []
    if evaluation.deny.isYes, let report = evaluation.reports.first(where: { $0.deny.isYes }) {
      verdict = .explicitlyDenied
      layer = report.layer
      match = report.denying.first
      evidence =
        report.denying.isEmpty
        ? report.places
        : report.denying.map { $0.citation(AccessWords.deny($0, report.layer, evaluation.request)) }
    } else if evaluation.allow.isNo {
      verdict = .implicitlyDenied
      layer = evaluation.lacking.first
      let report = layer.flatMap(evaluation.report)
      let misses = report?.nearMisses ?? []
      evidence = misses.map { $0.match.citation(AccessWords.miss($0, evaluation.request)) }
      evidence += (report?.places ?? []).map {
        AccessWords.holding($0, lacking: layer ?? .identity, evaluation.request)
      }
    } else if evaluation.allow.isYes, evaluation.deny.isNo {
      verdict = .allowed
      let grants = evaluation.reports.filter { $0.layer.grantsAlone && !$0.allowing.isEmpty }
      layer = grants.first?.layer ?? .identity
      match = grants.first?.allowing.first
      evidence = grants.compactMap { report in
        report.allowing.first.map { $0.citation(AccessWords.allow($0, report.layer, evaluation.request)) }
      }
    } else {
      verdict = .undetermined
      unknowns = evaluation.allow.unknowns.union(evaluation.deny.unknowns)
      let open = evaluation.reports.filter {
        !$0.deny.unknowns.isDisjoint(with: unknowns) || !$0.allow.unknowns.isDisjoint(with: unknowns)
      }
      layer = open.first?.layer
      let doubtful = open.flatMap(\.possiblyDenying)
      match = doubtful.first
      evidence = doubtful.map { $0.citation(AccessWords.mayDeny($0, evaluation.request)) }
      needs = open.flatMap(\.needs)
    }
    self.layer = layer
    self.match = match
    self.evidence = (evidence + supporting).unique
    self.needs = (needs + (verdict == .undetermined ? extra : [])).unique
    self.unknowns = unknowns
  }
}

extension AccessLayer {
  /// Whether an allow of this layer can be the one that lets a request through; others only limit.
  package var grantsAlone: Bool {
    switch self {
    case .identity, .resource, .key, .trust: true
    default: false
    }
  }
}

extension AccessLayer {
  /// Whether the layer stands beside caller and resource and has to allow in every case.
  var onlyLimits: Bool {
    switch self {
    case .serviceControl, .resourceControl, .endpoint: true
    default: false
    }
  }
}

/// What an answer takes for granted because a snapshot does not show it.
package enum AccessNote: Sendable, Hashable {
  /// Policies of the organization are outside the snapshot.
  case organizationUnseen
  /// The text of an AWS managed policy was not there and is known by name.
  case managedByName(Sentence)
  /// The resource's policy was not collected.
  case resourcePolicyUnseen(AccessLayer)
  /// The owner of the resource is taken to be the caller's account.
  case ownerAssumed(String)
  /// AWS's own policy simulator said so.
  case simulated(String)
}

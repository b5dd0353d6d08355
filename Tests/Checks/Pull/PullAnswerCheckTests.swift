@testable import PullChecks
import Testing

@Suite struct PullAnswerCheckTests {
  static let denial = ["of": "denial"]
  static let absence = ["of": "absence"]
  static let platform = ["of": "platform"]
  static let throttling = ["of": "throttling"]
  static let mismatch =
    "CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'"
  static let layers =
    #"CannotPullContainerError: failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com/2a7c/layer": dial tcp 52.218.40.9:443: i/o timeout"#
  static let secretsLimit =
    "ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: ThrottlingException: Rate exceeded"

  static let table = CheckTable(
    PullAnswerCheck.self,
    [
      .confirmed(
        "a denial of the token", .task.said(PullText.noToken), denial, says: "does speak of it",
        cites: [PullFile.tasks]),
      .ruledOut(
        "nobody answered", .task.said(PullText.silence), denial, says: "a silence, not an answer",
        cites: [PullFile.tasks]),
      .ruledOut(
        "a missing image is no denial", .task.said(PullText.noImage), denial, says: "gives another reason",
        cites: [PullFile.tasks]),
      .ruledOut(
        "a name that was not resolved is no denial", .task.said(PullText.noName), denial,
        says: "a silence, not an answer", cites: [PullFile.tasks]),
      .undetermined(
        "the text ends before its reason", .task.said(PullText.cut), denial,
        says: "do not say what happened", needs: PullFile.services, cites: [PullFile.tasks]),
      .undetermined(
        "the task may not be described", .task.after(.deny(PullFile.tasks)), denial,
        says: "no failure text is in the snapshot", needs: PullFile.tasks),
      .notApplicable("no text", .nat, denial, says: "no failure text is recorded"),

      .confirmed(
        "the image is not found", .task.said(PullText.noImage), absence, says: "does speak of it",
        cites: [PullFile.tasks]),
      .ruledOut(
        "a denial says nothing of the image", .task.said(PullText.noToken), absence,
        says: "gives another reason", cites: [PullFile.tasks]),
      .ruledOut(
        "nobody looked for the image", .task.said(PullText.silence), absence,
        says: "a silence, not an answer", cites: [PullFile.tasks]),

      .confirmed(
        "no image for the platform", .task.said(mismatch), platform, says: "does speak of it",
        cites: [PullFile.tasks]),
      .ruledOut(
        "layers were being copied already", .task.said(layers), platform,
        says: "a wrong processor has a text of its own", cites: [PullFile.tasks]),
      .notApplicable(
        "no layer was copied", .task.said(PullText.silence), platform,
        says: "no text speaks of copying layers"),

      .confirmed(
        "Docker Hub's limit", .task.image("redis:7").said(MessageStatesCheckTests.hubLimit), throttling,
        says: "does speak of it", cites: [PullFile.tasks]),
      .ruledOut(
        "Secrets Manager's limit is no registry's", .task.image("redis:7").said(secretsLimit), throttling,
        says: "no text is a 429", cites: [PullFile.tasks]),
      .ruledOut(
        "nobody counted the pulls", .task.said(PullText.silence), throttling, says: "no text is a 429",
        cites: [PullFile.tasks]),
      .undetermined(
        "the text ends before its number", .task.said(PullText.cut), throttling,
        says: "end before what would decide", needs: PullFile.services),
    ])

  @Test(arguments: table.tests) func `what the recorded text speaks of`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}

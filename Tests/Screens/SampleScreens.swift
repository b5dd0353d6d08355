import Sentences
import Commands
import Diagnosis
import Files
import Services
@testable import Screens

/// Every screen of the wizard, on an invented incident that has something of everything.
enum SampleScreens {
  /// The name of each screen and the events that lead there from the walk.
  static let all: [(name: String, events: [Event])] = [
    ("walk", []),
    ("walk-undetermined", [.key(.down)]),
    ("walk-text", [.key(.tab), .key(.down)]),
    ("walk-teach", [.key(.char("t"))]),
    ("walk-ruled-out", [.key(.char("x"))]),
    ("walk-open", [.key(.char("d"))]),
    ("cause", [.key(.enter)]),
    ("cause-text", [.key(.enter), .key(.tab)]),
    ("cause-no-help", [.key(.enter), .key(.end)]),
    ("copied", [.key(.enter), .message(copied, isError: false)]),
    ("verify", [.key(.enter), .key(.char("v"))]),
    ("prevent", [.key(.enter), .key(.char("p"))]),
    ("why", [.key(.char("w"))]),
    ("overview", [.key(.char("s"))]),
    ("report", [.key(.char("R"))]),
    ("raw", [.key(.char("o")), .file(file)]),
    ("raw-folded", [.key(.char("o")), .file(file), .key(.char("Z"))]),
    ("changes", [.changed(changes)]),
    ("verdict", [.key(.down), .key(.char("!"))]),
    ("override", [.key(.down), .key(.char("!")), .key(.char("2")), .key(.char("a"))]),
    ("skip", [.key(.char("S")), .key(.char("n")), .key(.char("o"))]),
    ("discard", [.key(.escape), .items([session]), .key(.char("D"))]),
    ("note", [.key(.char("n")), .key(.char("p"))]),
    ("search", [.key(.char("w")), .key(.char("/")), .key(.char("s")), .key(.char("g"))]),
    ("help", [.key(.char("?"))]),
    ("quit", [.key(.escape), .key(.char("q"))]),
    ("start", [.key(.escape)]),
    ("loading", [.key(.escape), .key(.enter), .progress(progress)]),
    ("trying", [.progress(Progress(.repairs, done: 3, total: 11))]),
    ("message", [.message("report written: incident.md (in /tmp)", isError: false)]),
    ("question", [.incident(asking), .key(.home)]),
  ]

  private static let copied =
    "fix 1 (aws ec2 authorize-security-group-ingress) copied to the tmux buffer (paste: prefix ]); also in "
    + "~/.local/state/culprit/last-copied.sh"

  /// The model on the walk of the invented incident.
  static func walk(_ size: Size, _ language: Language = .english, ascii: Bool = false) -> Model {
    let items = [
      StartItem(
        kind: .recorded, title: "A group that is gone", detail: "504s since the hardening.",
        playbook: "sample", path: "/snapshots/gone"),
      StartItem(kind: .playbook, title: "504 errors", detail: "CloudFront answers 504.", playbook: "sample"),
    ]
    var model = Model(size: size, language: language, look: Look(ascii: ascii), items: items)
    _ = update(&model, .incident(incident))
    model.age = Words(language)(.ageMinutes, "7")
    return model
  }

  /// The sample with records, notes and an overview.
  static let incident: Incident = {
    var incident = SampleIncident.english
    incident.steps[0].follows = incident.steps[1].asks
    var records = Incident.Records(
      title: "504/min ALB", perMinute: [0, 0, 1, 4, 9, 9, 8], first: "05:49Z", total: 31,
      event: "SetSecurityGroups 05:49Z")
    records.eventMinute = 2
    incident.records = records
    incident.producer = .init(.targetConnect, count: 30, of: 31)
    incident.notes = [.init(at: "2025-08-28T05:55:00Z", text: "paged network")]
    incident.overview.path = "/snapshots/gone"
    incident.overview.present = [
      .init(name: "ec2.describe-subnets", state: "ec2.describe-subnets.json", isGood: true)
    ]
    incident.overview.missing = [
      .init(
        name: "ec2.describe-network-acls", state: "", isGood: false,
        file: "ec2.describe-network-acls.json",
        command: "aws ec2 describe-network-acls --region ap-northeast-1 > ec2.describe-network-acls.json")
    ]
    incident.overview.denied = [
      .init(
        name: "iam.get-role.err", state: "An error occurred (AccessDenied) when calling GetRole",
        isGood: false)
    ]
    incident.overview.problems = [
      .init(
        name: "elbv2.describe-listeners.json", state: "line 3, column 9: a comma is missing", isGood: false)
    ]
    incident.overview.absent = [
      .init(
        name: "ecr.get-registry-policy.err",
        state: "An error occurred (RegistryPolicyNotFoundException) when calling GetRegistryPolicy",
        isGood: true)
    ]
    incident.overview.unrecognized = [.init(name: "notes.txt", state: "", isGood: true)]
    incident.causes[0].fixes[0].outcome = .init(.restored)
    incident.causes[0].fixes[1].outcome = .init(.needsRecords)
    incident.tempting = [
      {
        var repair = Incident.Repair(
          title: "let the viewers' addresses in", commands: [], applicability: .checkFirst)
        repair.decoy = "allow-viewers"
        repair.outcome = .init(.failing, failsAt: "tasks")
        repair.effect = "still fails at tasks"
        repair.opens = "port 443 of the load balancer to strangers"
        return repair
      }()
    ]
    return incident
  }()

  /// The same incident at a step that only the operator can answer.
  private static let asking: Incident = {
    var incident = SampleScreens.incident
    incident.causes = []
    incident.steps[1].question = .init(
      text: "Does the page load from inside the VPC?",
      choices: [.init("yes", "yes, at once"), .init("no", "no, it hangs")], isOpen: true)
    return incident
  }()

  private static let session = StartItem(
    kind: .session, title: "gone  2025-08-28 05:58Z", detail: "Goes on where it was left.",
    playbook: "sample", path: "20250828T055810-sample")

  private static let progress = Progress(.files, done: 52_400_000, total: 131_000_000, secondsLeft: 3)

  private static let changes: [Incident.Change] = [
    .init(
      id: "ghost", claim: "Tasks admit a group the ALB no longer carries", change: .better, before: .fault,
      after: .ruledOut, because: "port 80 is open to sg-0c1f"),
    .init(
      id: "acl", claim: "A network ACL on the way drops the packets", change: .lostSight, before: .ruledOut,
      after: .noData, because: "the network ACLs were not collected"),
  ]

  private static let file = RawFile(
    path: "ec2.describe-security-groups.json",
    bytes: Array(
      """
      {
          "SecurityGroups": [
              {"GroupId": "sg-0old", "GroupName": "a name so long that no window that stands on a desk shows it in one line, whatever the size of the letters may be", "OwnerId": "123456789012"},
              {
                  "GroupId": "sg-0ecs",
                  "IpPermissions": [
                      {
                          "FromPort": 80,
                          "IpProtocol": "tcp"
                      }
                  ],
                  "OwnerId": "123456789012"
              }
          ]
      }
      """.utf8))
}

@testable import PullChecks
import Testing

@Suite struct PullLogOptionsCheckTests {
  static let file = "logs.describe-log-groups.json"
  static let group = ["is": "group-absent"]
  static let options = ["is": "options"]
  static let whole = [
    "awslogs-group": "/shop", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "shop",
  ]

  static func logging(
    _ changes: [String: String] = [:], without: [String] = [], driver: String = "awslogs"
  ) -> World {
    let all = whole.merging(changes) { $1 }.filter { !without.contains($0.key) }
    let members = all.sorted { $0.key < $1.key }.map { #""\#($0.key)":"\#($0.value)""# }
    return .task.after(
      .add(
        PullFile.definition,
        PullFixture.definition(
          #","logConfiguration":{"logDriver":"\#(driver)","options":{\#(members.joined(separator: ","))}}"#)))
  }

  static func groups(_ name: String? = nil, region: String = "eu-west-1") -> Edit {
    let item = name.map {
      #"{"logGroupName":"\#($0)","arn":"arn:aws:logs:\#(region):123456789012:log-group:\#($0):*"}"#
    }
    return .add(file, #"{"logGroups":[\#(item ?? "")]}"#)
  }

  static func text(_ tail: String) -> String {
    "ResourceInitializationError: failed to validate logger args: " + tail
  }

  static let silence = text(
    "There is a connection issue between the task and Amazon CloudWatch. : signal: killed")
  static let answer = text(
    "create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1"
  )
  static let onHosts = logging(without: ["awslogs-stream-prefix", "awslogs-region"]).after(
    .set(PullFile.tasks, "/tasks/0/launchType", "EC2"))

  static let table = CheckTable(
    PullLogOptionsCheck.self,
    [
      .confirmed(
        "a complete list lacks the group", logging().after(groups("/other")), group,
        says: "there is no log group /shop in eu-west-1", cites: [file, PullFile.definition],
        binds: ["log-group": "/shop", "region": "eu-west-1"]),
      .confirmed(
        "the group of that name is another Region's",
        logging().after(groups("/other")).after(
          .add("eu-north-1/" + file, #"{"logGroups":[{"logGroupName":"/shop"}]}"#)),
        group, says: "there is no log group /shop in eu-west-1", cites: [file]),
      .confirmed(
        "CloudWatch Logs answered", logging().said(answer), group, says: "the recorded text says so",
        cites: [PullFile.tasks], binds: ["log-group": "/shop"]),
      .confirmed(
        "CloudWatch Logs answered behind the newer words of a connection issue",
        logging().said(
          text(
            "There is a connection issue between the task and Amazon CloudWatch. ResourceNotFoundException: The specified log group does not exist."
          )), group, says: "answered that there is no such group", cites: [PullFile.tasks]),
      .ruledOut(
        "the group is there", logging().after(groups("/shop")), group, says: "the group exists", cites: [file]
      ),
      .ruledOut(
        "the driver makes the group", logging(["awslogs-create-group": "true"]).after(groups()), group,
        says: "the driver may make the group itself", cites: [PullFile.definition]),
      .undetermined(
        "the groups were not collected", logging(), group, says: "the list of log groups is not complete",
        needs: file),
      .undetermined(
        "a silence says nothing of the group", logging().said(silence), group,
        says: "the list of log groups is not complete", needs: file),
      .undetermined(
        "the list is another Region's", logging().after(groups("/shop", region: "eu-north-1")), group,
        says: "the list of log groups is not complete", needs: file),
      .undetermined(
        "the list has a next page", logging().after(groups("/other"), .set(file, "/nextToken", "e30=")),
        group,
        says: "the list of log groups is not complete", needs: file),
      .undetermined(
        "the group is to be in another Region", logging(["awslogs-region": "eu-north-1"]).after(groups()),
        group, says: "the list of log groups is not complete", needs: "eu-north-1/" + file),
      .notApplicable(
        "another driver", logging(driver: "awsfirelens").after(groups()), group,
        says: "no container logs with awslogs"),
      .notApplicable(
        "no group is named", logging(without: ["awslogs-group"]).after(groups()), group,
        says: "names no log group"),

      .confirmed(
        "Fargate wants a prefix", logging(without: ["awslogs-stream-prefix"]), options,
        says: "container shop logs with awslogs and lacks awslogs-stream-prefix",
        cites: [PullFile.definition],
        binds: ["log-option": "awslogs-stream-prefix"]),
      .confirmed(
        "an empty group", logging(["awslogs-group": ""]), options, says: "lacks awslogs-group",
        cites: [PullFile.definition]),
      .confirmed(
        "a value that no template filled in", logging(["awslogs-region": "undefined"]), options,
        says: "awslogs-region of container shop is undefined, which is no Region",
        cites: [PullFile.definition], binds: ["log-option": "awslogs-region"]),
      .confirmed(
        "a zone", logging(["awslogs-region": "eu-west-1a"]), options, says: "which is no Region",
        cites: [PullFile.definition]),
      .confirmed(
        "a direction misspelt", logging(["awslogs-region": "eu-wset-1"]), options,
        says: "which is no Region", cites: [PullFile.definition]),
      .ruledOut(
        "a Region with four parts", logging(["awslogs-region": "us-gov-west-1"]), options,
        says: "every option that is needed is there", cites: [PullFile.definition]),
      .confirmed(
        "the driver says what it lacks",
        logging().said(text("unable to get awslogs driver arguments: awslogs-region is required")), options,
        says: "the recorded text says so", cites: [PullFile.tasks]),
      .ruledOut(
        "every option is there", logging(), options, says: "every option that is needed is there",
        cites: [PullFile.definition]),
      .ruledOut(
        "a container instance gives the Region itself", onHosts, options,
        says: "every option that is needed is there", cites: [PullFile.definition]),
      .undetermined(
        "where the task runs was not collected",
        logging(without: ["awslogs-stream-prefix"]).after(.delete(PullFile.tasks)), options,
        says: "can start without awslogs-stream-prefix is not known", needs: PullFile.tasks),
      .undetermined(
        "the definition was not collected", logging().after(.delete(PullFile.definition)), options,
        says: "the task definition is not in the snapshot", needs: PullFile.neededDefinition),
      .notApplicable("no driver", .task, options, says: "no container logs with awslogs"),
    ])

  @Test(arguments: table.tests) func `whether the log driver can start`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}

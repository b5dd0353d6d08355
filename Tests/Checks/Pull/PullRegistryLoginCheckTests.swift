@testable import PullChecks
import Testing

@Suite struct PullRegistryLoginCheckTests {
  static let missing = ["is": "missing"]
  static let rejected = ["is": "rejected"]
  static let refused =
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/team/app:1: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed"
  static let wrong =
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/team/app:1: failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized: incorrect username or password"
  static let hub = World.task.image("team/app:1")
  static let withLogin = hub.member(
    "repositoryCredentials", ["credentialsParameter": .string(PullFixture.secret)])

  static let table = CheckTable(
    PullRegistryLoginCheck.self,
    [
      .confirmed(
        "Docker Hub refused a nameless caller", hub.said(refused), missing,
        says: "docker.io refuses team/app without credentials", cites: [PullFile.tasks, PullFile.definition],
        binds: ["container": "shop", "repository": "team/app"]),
      .ruledOut(
        "Docker Hub refused, and credentials are given", withLogin.said(refused), missing,
        says: "credentials are configured", cites: [PullFile.definition]),
      .ruledOut(
        "nobody answered",
        hub.said(
          PullText.silence.replacing(
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop", with: "docker.io/team/app")), missing,
        says: "no recorded text shows that the registry refused", cites: [PullFile.tasks]),
      .ruledOut(
        "the refusal is about another image",
        hub.said(refused.replacing("team/app", with: "team/proxy")), missing,
        says: "no recorded text shows that the registry refused", cites: [PullFile.tasks]),
      .undetermined(
        "the task was not collected", hub.after(.delete(PullFile.tasks)), missing,
        says: "no failure text is in the snapshot", needs: PullFile.tasks),
      .undetermined(
        "the definition was not collected", hub.said(refused).after(.delete(PullFile.definition)), missing,
        says: "the task definition is not in the snapshot", needs: PullFile.neededDefinition),
      .notApplicable("ECR has logins of its own", .task, missing, says: "every image is in ECR"),

      .confirmed(
        "the password is wrong", withLogin.said(wrong), rejected, says: "refuses what shop sends",
        cites: [PullFile.tasks, PullFile.definition], binds: ["credentials": PullFixture.secret]),
      .ruledOut(
        "the registry has no such tag",
        withLogin.said(
          "CannotPullContainerError: failed to resolve reference docker.io/team/app:1: docker.io/team/app:1: not found"
        ), rejected, says: "no recorded text shows that the registry refused", cites: [PullFile.tasks]),
      .undetermined(
        "the task may not be read", withLogin.after(.deny(PullFile.tasks)), rejected,
        says: "no failure text is in the snapshot", needs: PullFile.tasks),
      .notApplicable(
        "nobody gave credentials", hub.said(refused), rejected, says: "no container has registry credentials"),
    ])

  @Test(arguments: table.tests) func `credentials of a registry outside of ECR`(
    _ row: CheckTable.Test
  ) throws { try row.hold() }
}

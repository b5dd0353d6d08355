@testable import PullChecks
import Testing

/// Rows of ``PullImageCheckTests``: repositories in other accounts, Regions and registries than the reference names.
enum PullImageElsewhereTests {
  static let there = "us-east-1/"
  static let elsewhere = ["is": "elsewhere"]
  static let leftOut = ["is": "registry-left-out"]
  static let refused =
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/team/app:1: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed"
  static let silence =
    "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref docker.io/team/app:1: failed to do request: Head \"https://registry-1.docker.io/v2/team/app/manifests/1\": dial tcp 3.94.224.37:443: i/o timeout"

  static func listed(_ names: String..., region: String = "eu-west-1") -> String {
    PullImageCheckTests.listed(names.joined(), region: region)
  }

  /// The repository is in another Region only.
  static let away = World.task.after(
    .add("eu-west-1/" + PullFile.repositories, PullImageCheckTests.listed()),
    .add(there + PullFile.repositories, listed("shop", region: "us-east-1")))

  static func replicating(to region: String) -> World {
    away.after(
      .add(
        there + "ecr.describe-registry.json",
        #"{"registryId":"123456789012","replicationConfiguration":{"rules":[{"destinations":[{"region":"\#(region)","registryId":"123456789012"}]}]}}"#
      ))
  }

  static func bare(_ repository: String?, _ text: String) -> World {
    let world = World.task.image("team/app:1").said(text)
    return repository.map { world.after(.add(PullFile.repositories, listed($0))) } ?? world
  }

  static let foreign = World.task.image("210987654321.dkr.ecr.eu-west-1.amazonaws.com/shop:1")

  static let rows: [CheckTable.Row] = [
    .confirmed(
      "the repository is in another Region", away, elsewhere,
      says:
        "shop is not in 123456789012, eu-west-1, but at 123456789012.dkr.ecr.us-east-1.amazonaws.com/shop",
      cites: [there + PullFile.repositories, "eu-west-1/" + PullFile.repositories],
      binds: ["right-uri": "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1"]),
    .confirmed(
      "replication leads to a third Region", replicating(to: "ap-south-1"), elsewhere,
      says: "shop is not in 123456789012, eu-west-1", cites: [there + PullFile.repositories]),
    .confirmed(
      "the other account refused, and the task's own account has the repository",
      foreign.after(.add(PullFile.repositories, listed("shop"))).said(
        PullText.noImage.replacing("123456789012.dkr", with: "210987654321.dkr")), elsewhere,
      says: "the registry refused 210987654321.dkr.ecr.eu-west-1.amazonaws.com/shop:1",
      cites: [PullFile.tasks, PullFile.repositories],
      binds: ["right-uri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1"]),
    .ruledOut(
      "replication should have made it here", replicating(to: "eu-west-1"), elsewhere,
      says: "the image is replicated to where the reference says",
      cites: [there + "ecr.describe-registry.json"]),
    .ruledOut(
      "replication should have made it here: it is not absent either", replicating(to: "eu-west-1"),
      PullImageCheckTests.absent, says: "replication creates the repository",
      cites: [there + "ecr.describe-registry.json"]),
    .ruledOut(
      "the repository is in both Regions",
      away.after(.add("eu-west-1/" + PullFile.repositories, listed("shop"))), elsewhere,
      says: "the repository exists where the reference says", cites: ["eu-west-1/" + PullFile.repositories]),
    .ruledOut(
      "no Region has it", PullImageCheckTests.nothing, elsewhere, says: "no other account or Region",
      cites: [PullFile.repositories]),
    .undetermined(
      "the task's own repositories were not collected", foreign, elsewhere,
      says: "whether the task's own account has shop", needs: PullFile.repositories),
    .undetermined(
      "the task's own account has one of this name, and the other account was not collected",
      foreign.after(.add(PullFile.repositories, listed("shop"))), elsewhere,
      says: "whether it is also where the reference says",
      needs: "210987654321/" + PullFile.repositories),
    .notApplicable(
      "an image of Docker Hub, wherever repositories are", away.image("redis:7"), elsewhere,
      says: "no container uses an image of a private"),

    .confirmed(
      "a repository of the same name", bare("team/app", silence), leftOut,
      says: "\"team/app:1\" means docker.io/team/app", cites: [PullFile.repositories, PullFile.definition],
      binds: ["right-uri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app:1"]),
    .confirmed(
      "a name that ends alike, and Docker Hub has none", bare("prod/team/app", refused), leftOut,
      says: "the repository of that name is 123456789012.dkr.ecr.eu-west-1.amazonaws.com/prod/team/app",
      cites: [PullFile.repositories]),
    .ruledOut(
      "a name that ends alike, and nobody answered: a mirror", bare("prod/team/app", silence), leftOut,
      says: "so Docker Hub may be meant", cites: [PullFile.repositories]),
    .ruledOut(
      "another name", bare("team/api", refused), leftOut, says: "so Docker Hub may be meant",
      cites: [PullFile.repositories]),
    .ruledOut(
      "a part of a name is no name", bare("steam/app", refused), leftOut, says: "so Docker Hub may be meant",
      cites: [PullFile.repositories]),
    .ruledOut(
      "every image names its registry", .task, leftOut, says: "every image names its registry",
      cites: [PullFile.definition]),
    .undetermined(
      "no list of repositories", bare(nil, silence), leftOut,
      says: "whether one of your repositories bears that name",
      needs: PullFile.repositories),
  ]
}

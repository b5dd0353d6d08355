@testable import PullChecks
import Testing

@Suite struct LayerStorePolicyCheckTests {
  static func asked(_ statement: String, image: String? = nil) -> World {
    let world = World.task.after(
      .add(
        PullFile.endpoints,
        PullFixture.endpoints(
          #"{"Version":"2012-10-17","Statement":[\#(statement)]}"#, service: "s3", type: "Gateway")))
    return image.map { world.image($0) } ?? world
  }

  static func allowing(_ resource: String, principal: String = #""*""#) -> World {
    asked(
      #"{"Effect":"Allow","Principal":\#(principal),"Action":"s3:GetObject","Resource":"\#(resource)"}"#)
  }

  static let everything = #"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}"#

  static let table = CheckTable(
    LayerStorePolicyCheck.self,
    [
      .confirmed(
        "the team's own bucket only", allowing("arn:aws:s3:::shop-assets/*"),
        says: "the policy of vpce-a allows nothing on prod-eu-west-1-starport-layer-bucket",
        cites: [PullFile.endpoints, PullFile.definition],
        binds: ["endpoint": "vpce-a", "bucket": "prod-eu-west-1-starport-layer-bucket"]),
      .confirmed(
        "another Region's layers only", allowing("arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"),
        says: "allows nothing on prod-eu-west-1-starport-layer-bucket", cites: [PullFile.endpoints]),
      .confirmed(
        "the bucket itself, and not its objects",
        allowing("arn:aws:s3:::prod-eu-west-1-starport-layer-bucket"),
        says: "allows nothing on prod-eu-west-1-starport-layer-bucket", cites: [PullFile.endpoints]),
      .confirmed(
        "everything but what others own",
        asked(
          everything
            + #",{"Effect":"Deny","Principal":"*","Action":"s3:*","NotResource":"arn:aws:s3:::shop-*"}"#),
        says: "the policy of vpce-a denies prod-eu-west-1-starport-layer-bucket",
        cites: [PullFile.endpoints]),
      .ruledOut(
        "everything is allowed", asked(everything), says: "allows the layers' bucket",
        cites: [PullFile.endpoints]),
      .ruledOut(
        "the layers' buckets of all Regions", allowing("arn:aws:s3:::prod-*-starport-layer-bucket/*"),
        says: "allows the layers' bucket", cites: [PullFile.endpoints]),
      .ruledOut(
        "an endpoint without a policy",
        .task.after(.add(PullFile.endpoints, PullFixture.endpoints(service: "s3", type: "Gateway"))),
        says: "vpce-a has no policy of its own", cites: [PullFile.endpoints]),
      .undetermined(
        "one account only: who signs, no customer sees",
        allowing("*", principal: #"{"AWS":"123456789012"}"#), says: "depends on a key that no snapshot tells",
        needs: nil, cites: [PullFile.endpoints]),
      .undetermined(
        "one organization only: whose the signer is, no customer sees",
        asked(
          everything.replacing(
            "}", with: #","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}}"#)),
        says: "depends on a key that no snapshot tells", needs: nil),
      .undetermined(
        "the policy is cut", asked(#"{"Effect":"Allow","Principal":"#), says: "cannot be read",
        needs: PullFile.endpoints),
      .undetermined(
        "the endpoints may not be listed", .task.after(.deny(PullFile.endpoints)),
        says: "whether an S3 endpoint is on the way", needs: PullFile.endpoints),
      .undetermined(
        "the definition was not collected", asked(everything).after(.delete(PullFile.definition)),
        says: "the task definition is not in the snapshot", needs: PullFile.neededDefinition),
      .undetermined(
        "without the task its Region is a guess",
        asked(everything, image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1").after(
          .delete(PullFile.tasks)),
        says: "it is not known whether an S3 endpoint", needs: "ecs.describe-tasks"),
      .notApplicable(
        "no S3 endpoint", .task, says: "no S3 endpoint takes the task's calls"),
      .notApplicable(
        "the S3 endpoint serves another route table",
        allowing("arn:aws:s3:::shop-assets/*").after(
          .set(PullFile.endpoints, "/VpcEndpoints/0/RouteTableIds", ["rtb-9"])),
        says: "no S3 endpoint takes the task's calls"),
      .notApplicable(
        "the layers lie in another Region, to which no endpoint leads",
        allowing("arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*").image(
          "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1"), says: "no image needs ECR of this Region"),
      .notApplicable(
        "no image of ECR", asked(everything, image: "redis:7"), says: "no image"),
    ])

  @Test(arguments: table.tests) func `whether the endpoint's policy lets the layers through`(
    _ row: CheckTable.Test
  ) throws { try row.hold() }
}

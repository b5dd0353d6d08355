import Foundation
import Testing

@testable import Diagnosis

@Suite struct WhatIfTests {
  private static let chosen = Sweep.sample(Checkout.incidents, 40, salt: "what-if")

  @Test(arguments: chosen)
  func `after the first ready fix of a cause the cause is gone and no other appears`(
    _ incident: Checkout.Incident
  ) throws {
    let (engine, before) = try #require(try WhatIfTests.diagnosed(incident))
    let whatIf = WhatIf(engine: engine, before: before)
    guard let cause = before.causes.first,
      let ready = cause.fixes.first(where: { $0.applicability == .ready }), ready.operation.edits != nil
    else { return }
    let after: Conclusion
    do {
      after = try whatIf.conclude(after: [ready])
    } catch {
      // A cause that a text alone proved: the document that the fix changes was never collected.
      if !error.what.contains("the snapshot holds no") {
        Issue.record("\(cause.id): \(ready.title): \(error.what)")
      }
      return
    }
    let left = after.causes.map(\.id)
    #expect(!left.contains(cause.id), "\(ready.title) does not mend \(cause.id)")
    let others = Set(before.causes.map(\.id)).union(before.unlisted)
    #expect(left.allSatisfy { others.contains($0) }, "after \(ready.title): \(left)")
  }

  @Test(arguments: chosen)
  func `no decoy's fix restores a path that is broken`(_ incident: Checkout.Incident) throws {
    let (engine, before) = try #require(try WhatIfTests.diagnosed(incident))
    guard !before.causes.isEmpty else { return }
    let provable = before.causes.contains { cause in
      engine.playbook.hypothesis(cause.id)?.proof == .configuration
    }
    guard provable else { return }
    for row in WhatIf(engine: engine, before: before).table where row.isDecoy {
      #expect(row.restores != true, "\(row.id): \(row.title)")
    }
  }

  private static func diagnosed(_ incident: Checkout.Incident) throws -> (Engine, Conclusion)? {
    guard let playbook = Checkout.playbooks[incident.playbook] else { return nil }
    let snapshot = try Snapshot.load(incident.folder)
    guard case .resolved(let subject) = SubjectResolution.resolve(playbook, snapshot, [:]) else { return nil }
    let engine = Engine(playbook: playbook, snapshot: snapshot, subject: subject)
    return (engine, engine.conclude())
  }

  @Test func `a plan is applied by the changes of each resource, and what is not modelled is named`() throws {
    let groups = """
      {"SecurityGroups": [{"GroupId": "sg-1", "GroupName": "a", "OwnerId": "123456789012", "VpcId": "vpc-1",
        "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "IpRanges": [],
          "UserIdGroupPairs": [{"GroupId": "sg-2"}, {"GroupId": "sg-3"}]}], "IpPermissionsEgress": []}]}
      """
    let snapshot = Snapshot(
      origin: "", files: [SnapshotFile(path: "ec2.describe-security-groups.json", bytes: Array(groups.utf8))])
    let plan = """
      {"resource_changes": [
        {"address": "aws_security_group_rule.old", "type": "aws_security_group_rule", "change": {"actions": ["delete"],
          "before": {"type": "ingress", "security_group_id": "sg-1", "protocol": "tcp", "from_port": 80, "to_port": 80,
            "source_security_group_id": "sg-2"}, "after": null}},
        {"address": "aws_vpc_security_group_ingress_rule.new", "type": "aws_vpc_security_group_ingress_rule",
          "change": {"actions": ["create"], "before": null, "after": {"security_group_id": "sg-1", "ip_protocol": "tcp",
            "from_port": 443, "to_port": 443, "cidr_ipv4": "10.0.0.0/8"}}},
        {"address": "aws_s3_bucket.b", "type": "aws_s3_bucket", "change": {"actions": ["create"], "after": {}}},
        {"address": "aws_route.same", "type": "aws_route", "change": {"actions": ["no-op"]}}]}
      """
    let result = try PlanApplication.apply(Array(plan.utf8), file: "plan.json", to: snapshot)
    #expect(result.applied == ["aws_security_group_rule.old", "aws_vpc_security_group_ingress_rule.new"])
    #expect(result.notModelled == ["aws_s3_bucket.b: aws_s3_bucket"])
    let group = try #require(result.snapshot.listing("ec2.describe-security-groups").items.first)
    let rules = group["IpPermissions"]?.elements ?? []
    #expect(rules.count == 2)
    #expect(rules[0]["UserIdGroupPairs"]?.elements.compactMap { $0["GroupId"]?.string } == ["sg-3"])
    #expect(rules[1]["IpRanges"]?.elements.first?["CidrIp"]?.string == "10.0.0.0/8")
  }
}

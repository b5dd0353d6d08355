@testable import Commands
@testable import Diagnosis
@testable import Evidence
@testable import Files
@testable import Playbooks
import Foundation
import Testing

@Suite struct WhatIfTests {
  private static let chosen = Sweep.sample(Checkout.incidents, 30, salt: "what-if")

  @Test(arguments: Checkout.incidents)
  func `after the first ready fix of a cause the cause is gone and no other appears`(
    _ incident: Checkout.Incident
  ) throws {
    let (engine, before) = try #require(try WhatIfTests.diagnosed(incident))
    for cause in before.causes { #expect(!cause.fixes.isEmpty, "\(cause.id) has no fix") }
    let whatIf = WhatIf(engine: engine, before: before)
    guard let cause = before.causes.first,
      let ready = cause.fixes.first(where: { $0.applicability == .ready })
    else { return }
    let trial = try whatIf.attempt([WhatIfChange(id: cause.id, title: ready.title, fix: ready)])
    let left = trial.conclusion.causes.map(\.id)
    #expect(!left.contains(cause.id), "\(ready.title) does not mend \(cause.id)")
    let others = Set(before.causes.map(\.id)).union(before.unlisted)
    #expect(left.allSatisfy { others.contains($0) }, "after \(ready.title): \(left)")
    for open in whatIf.pending(trial.conclusion) {
      #expect(trial.conclusion.undetermined.contains { $0.id == open.id && !$0.needs.isEmpty }, "\(open.id)")
    }
  }

  @Test(arguments: Checkout.incidents)
  func `with several faults the smallest repair has a fix for each`(_ incident: Checkout.Incident) throws {
    let (engine, before) = try #require(try WhatIfTests.diagnosed(incident))
    guard before.causes.count > 1 else { return }
    let whatIf = WhatIf(engine: engine, before: before)
    let repair = try #require(whatIf.smallestRepair, "no smallest repair: \(before.causes.map(\.id))")
    #expect(repair.map(\.cause) == before.causes.map(\.id))
    for choice in repair where !choice.fix.unknown.isEmpty {
      let yours = WhatIfReport.words(choice.fix.standIns(on: engine.snapshot)).english
      for name in choice.fix.unknown { #expect(yours.contains("\(name): "), "\(yours)") }
      #expect(choice.fix.commands.text.contains(":?set "), "the command still asks for the value")
    }
  }

  @Test func `a repair with a value of the operator's is tried with one that is admissible, and says so`()
    throws
  {
    let incident = try #require(Checkout.incidents.first { $0.folder.hasSuffix("/nat-deleted") })
    let (engine, before) = try #require(try WhatIfTests.diagnosed(incident))
    let whatIf = WhatIf(engine: engine, before: before)
    let row = try #require(whatIf.table.first)
    #expect(row.restores == true)
    let yours = try #require(row.standIns.first)
    let verdict = WhatIfReport.verdict(row, whatIf).english
    #expect(verdict.contains("with a value of yours (\(yours.name): \(yours.says))"))
    let fix = try #require(before.causes.first?.fixes.first)
    #expect(fix.applicability == .fillIn)
    #expect(fix.commands.allSatisfy { $0.text.contains("\"${\(yours.name):?set \(yours.name)}\"") })
    let applied = WhatIfReport.applied(
      [WhatIfChange(id: row.id, title: row.title, fix: fix)], on: engine.snapshot)
    #expect(applied.compact.contains("\"standsFor\":\"\(yours.value)\""))
    #expect(!fix.commands.text.contains(yours.value), "a stand-in is never printed as a command's value")
  }

  @Test(arguments: chosen)
  func `no decoy restores a path that is broken, and its row says where it still fails`(
    _ incident: Checkout.Incident
  ) throws {
    let (engine, before) = try #require(try WhatIfTests.diagnosed(incident))
    let whatIf = WhatIf(engine: engine, before: before)
    let rows = whatIf.table.filter(\.isDecoy)
    for row in rows {
      #expect(row.restores != true || row.isByTheWay, "\(row.id): \(row.title)")
      let says = WhatIfReport.verdict(row, whatIf).english
      let isHonest =
        says.contains("still fails at ") || !row.pending.isEmpty || row.isByTheWay
        || row.after == nil && says.contains("cannot be shown on the snapshot: ")
      #expect(isHonest, "\(row.id): \(says)")
      #expect(row.changesNothing == (engine.playbook.decoy(row.id)?.fix == nil), "\(row.id)")
      #expect(row.changesNothing == says.hasPrefix("changes nothing"), "\(says)")
      #expect(row.changesNothing || !row.opens.isEmpty, "\(row.id) does not say what it opens")
    }
    let refuted = before.ruledOut.filter(\.isDecoy).map(\.id)
    #expect(before.causes.isEmpty ? rows.isEmpty : rows.map(\.id) == refuted)
  }

  @Test func `on the hardened load balancer the right fix restores, the old group too, and no decoy`() throws
  {
    let incident = try #require(Checkout.incidents.first { $0.folder.hasSuffix("/hardening-orphan-group") })
    let (engine, before) = try #require(try WhatIfTests.diagnosed(incident))
    let whatIf = WhatIf(engine: engine, before: before)
    let rows = whatIf.table
    let fixes = rows.filter { !$0.isDecoy }
    #expect(fixes.map(\.restores) == [true, true])
    let back = try #require(fixes.last)
    let carried = before.causes.first?.fixes.last?.sets.first?.list("security-groups") ?? []
    #expect(carried.count == 2, "the load balancer keeps the group that it has today")
    #expect(back.opens.contains("0.0.0.0/0"), "\(back.opens)")
    #expect(rows.filter(\.isDecoy).count > 10)
    for row in rows where row.isDecoy {
      #expect(row.restores == false, "\(row.id)")
      #expect(WhatIfReport.verdict(row, whatIf).english.contains("path restored: no, still fails at Targets"))
    }
    #expect(whatIf.smallestRepair?.count == 1)
  }

  @Test func `what only records proved is open after a change, and asks for new records`() throws {
    let incident = try #require(
      Checkout.incidents.first { $0.folder.hasSuffix("/cached-504-after-recovery") })
    let (engine, before) = try #require(try WhatIfTests.diagnosed(incident))
    let whatIf = WhatIf(engine: engine, before: before)
    let cause = try #require(before.causes.first)
    #expect(whatIf.isProvedByRecords(cause.id))
    let row = try #require(whatIf.table.first)
    #expect(row.restores == nil)
    #expect(row.pending == [cause.id])
    let after = try whatIf.attempt([WhatIfChange(id: cause.id, title: "", fix: cause.fixes.first)]).conclusion
    #expect(after.causes.isEmpty)
    #expect(after.outcome == .undetermined)
    let open = try #require(after.undetermined.first { $0.id == cause.id })
    #expect(open.needs.contains { $0.kind == .edgeLog })
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
    #expect(result.notModelled == ["aws_s3_bucket.b: aws_s3_bucket (create)"])
    let group = try #require(result.snapshot.listing(.securityGroups).items.first)
    let rules = group["IpPermissions"]?.elements ?? []
    #expect(rules.count == 2)
    #expect(rules[0]["UserIdGroupPairs"]?.elements.compactMap { $0["GroupId"]?.string } == ["sg-3"])
    #expect(rules[1]["IpRanges"]?.elements.first?["CidrIp"]?.string == "10.0.0.0/8")
  }
}

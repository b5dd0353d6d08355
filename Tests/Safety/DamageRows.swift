import FuzzTargets
import Foundation
import Testing

/// Logs, numbers, types and Terraform files that are damaged: nothing traps, nothing is lost in silence, nobody is
/// convicted by a value that cannot be read.
enum DamageRows {
  static let rows: [HostileInput] = logs + packedLogs + numbers + types + terraform

  static let diagnose = ["diagnose", "cloudfront-alb-504", "--snapshot", "snap", "--format", "json"]

  private static let alb =
    "snap/logs/alb/123456789012_elasticloadbalancing_ap-northeast-1_app.web-prod.50dc6c495c0c9188"
    + "_20250828T0555Z_52.198.10.20_2f4b6d8a.log"
  private static let edge = "snap/logs/cloudfront/E2QWJOBSPROD01.2025-08-28-05.8c1f2a47.log"

  /// A row that changes one file of the ordinary incident; its real cause, and no other, may still be found.
  private static func row(
    _ name: String, _ file: String, says: [String], never: [String] = [], statuses: Set<Int32> = [1, 3],
    arguments: [String] = diagnose, _ change: @escaping @Sendable (String) throws -> String
  ) -> HostileInput {
    var expected = HostileInput.Expectation(statuses: statuses)
    let isSummary = arguments.first == "snapshot"
    if isSummary { expected.stdout = says } else { expected.stderr = says }
    expected.never = never
    return HostileInput(
      name, arguments, expected,
      layout: { folder in
        try folder.lay()
        try folder.write(file, try change(try folder.read(file)))
      },
      after: { folder, run in if !isSummary { try convictsNobodyElse(folder, run) } })
  }

  /// The incident's cause, and the general one that is right where the document that proves it is lost.
  private static let allowed: Set<String> = [
    "alb-sg-detached-orphan-reference", "target-sg-missing-ingress-from-alb",
  ]

  /// What is damaged may hide the incident's cause, and makes no other.
  private static func convictsNobodyElse(_ folder: HostileFolder, _ run: ProgramRun) throws {
    let told = try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any]
    let causes = (told?["causes"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
    #expect(
      causes.map { Set($0).isSubset(of: allowed) } == true, "\(causes ?? [])")
  }

  /// Replaces the first text that a pattern matches; a pattern that matches nothing fails the row.
  @Sendable private static func first(_ pattern: String, by new: String, in text: String) throws -> String {
    guard let range = text.range(of: pattern, options: .regularExpression) else {
      throw CocoaError(.formatting)
    }
    return text.replacingCharacters(in: range, with: new)
  }

  private static func lines(_ text: String) -> [String] { text.components(separatedBy: "\n") }

  // MARK: logs

  private static let logs: [HostileInput] = [
    row("a log line of the year 0000", alb, says: [".log:1:1:", "not a time"]) {
      try first("2025-08-28T05", by: "0000-08-28T05", in: $0)
    },
    row("a log line of the year 9025", alb, says: [".log:1:1:", "not a time"]) {
      try first("2025-08-28T05", by: "9025-08-28T05", in: $0)
    },
    row("a log line of the year 9999", alb, says: [".log:1:1:", "not a time"]) {
      try first("2025-08-28T05", by: "9999-08-28T05", in: $0)
    },
    row("a log line of month 13", alb, says: [".log:1:1:", "not a time"]) {
      try first("2025-08-28T05", by: "2025-13-28T05", in: $0)
    },
    row("a log line of hour 99", alb, says: [".log:1:1:", "not a time"]) {
      try first("2025-08-28T05", by: "2025-08-28T99", in: $0)
    },
    row("a CloudFront line of the year 9999", edge, says: [".log:3:1:", "do not hold a time"]) {
      try first("\n2025-08-28\t", by: "\n9999-08-28\t", in: $0)
    },
    row("a CloudFront line of the year 0000", edge, says: [".log:3:1:", "do not hold a time"]) {
      try first("\n2025-08-28\t", by: "\n0000-08-28\t", in: $0)
    },
    row("a log line with a status of five digits", alb, says: [".log:1:1:", "status"]) {
      try first(" 200 200 ", by: " 99999 99999 ", in: $0)
    },
    row("a log line with a negative status", alb, says: [".log:1:1:", "status"]) {
      try first(" 200 200 ", by: " -20 200 ", in: $0)
    },
    row("a log line with missing fields", alb, says: [".log:2:1:", "fewer than 13 fields"]) {
      var all = lines($0)
      all[1] = all[1].components(separatedBy: " ").prefix(6).joined(separator: " ")
      return all.joined(separator: "\n")
    },
    row("a log line cut inside of its request", alb, says: ["cut inside"]) {
      String($0.prefix(upTo: try mark(" HTTP/1.1\"", in: $0, last: true)))
    },
    row("a log that ends inside of a user agent", alb, says: ["the file ends inside of this line"]) {
      String($0.prefix(upTo: try mark("CloudFront\" ", in: $0, last: true)))
    },
    row("a log that ends behind a user agent", alb, says: ["the file ends inside of this line"]) {
      String($0.prefix(upTo: try mark(" TLS", in: $0, last: true)))
    },
    row("a CloudFront log that ends inside of a line", edge, says: ["the file ends inside of this line"]) {
      String($0.prefix(upTo: try mark("\t", in: $0, last: true)))
    },
    row("a whole log without its last line end", alb, says: [], never: ["ends inside"]) {
      $0.trimmingCharacters(in: .newlines)
    },
    row("a whole CloudFront log without its last line end", edge, says: [], never: ["ends inside"]) {
      $0.trimmingCharacters(in: .newlines)
    },
    row("a run of NUL bytes between log lines", alb, says: [".log:2:1:", "the line is not counted"]) {
      var all = lines($0)
      all.insert(String(repeating: "\0", count: 4096), at: 1)
      return all.joined(separator: "\n")
    },
    row("NUL bytes without a line end in a log", alb, says: [".log:2:1:", "the line is not counted"]) {
      var all = lines($0)
      all[1] = String(repeating: "\0", count: 100) + all[1]
      return all.joined(separator: "\n")
    },
    row("a log line of three megabytes", alb, says: [".log:2:1:", "longer than any log line"]) {
      var all = lines($0)
      all.insert(String(repeating: "a", count: 3 << 20), at: 1)
      return all.joined(separator: "\n")
    },
    row("rubbish lines in a log, bounded", alb, says: ["more of", "lines cannot be read"]) {
      $0 + String(repeating: "rubbish\n", count: 5000)
    },
    row(
      "CloudFront lines in a load balancer's log", alb,
      says: [".log:2:1:", "a line of a CloudFront standard log"]
    ) {
      var all = lines($0)
      all.insert(
        "2025-08-28\t05:20:00\tNRT57-P3\t16475\t54.249.34.116\tGET\td.cloudfront.net\t/job/512\t200", at: 1)
      return all.joined(separator: "\n")
    },
    row("load balancer lines in a CloudFront log", edge, says: ["a line of a Application Load Balancer"]) {
      $0
        + "https 2025-08-28T05:20:00.136000Z app/web/50dc 15.158.30.22:23482 10.20.10.37:80 0.0 0.1 0.0 200 200 "
        + "590 29947 \"GET https://x/ HTTP/1.1\"\n"
    },
    row("a repeated #Fields line", edge, says: ["#Fields line is repeated"]) {
      $0 + lines($0)[1] + "\n"
    },
    row("a #Fields line that names a column twice", edge, says: [".log:2:1:", "names a column twice"]) {
      try first("x-edge-location", by: "x-edge-location date", in: $0)
    },
    row("a #Fields line that lacks the status", edge, says: ["the #Fields line lacks a column"]) {
      $0 + "#Fields: date time cs-method cs-uri-stem\n"
    },
    row("a tab inside of a CloudFront field", edge, says: [".log:3:1:", "shifted"]) {
      try first("Mozilla/5", by: "Mozilla\t/5", in: $0)
    },
    row("an empty status in a CloudFront log", edge, says: [".log:3:1:", "status"]) {
      try first("\t200\t", by: "\t\t", in: $0)
    },
    row("a time-taken of three hundred digits", edge, says: [], statuses: [1]) {
      try first("\t[0-9]+\\.[0-9]+\t", by: "\t" + String(repeating: "9", count: 300) + "\t", in: $0)
    },
    row("a file named like a log that is none", "snap/logs/alb/web.log", says: ["web.log:1:1:", "not read"]) {
      $0
    },
    row(
      "a log read in part, in the summary", alb, says: ["cannot be read", "the line is not counted"],
      statuses: [0], arguments: ["snapshot", "snap"]
    ) {
      $0 + "rubbish\n"
    },
  ].map(readying)

  /// Rows about a file that the ordinary incident does not have begin with rubbish in it.
  private static func readying(_ row: HostileInput) -> HostileInput {
    guard row.name == "a file named like a log that is none" else { return row }
    return HostileInput(row.name, row.arguments, row.expected) { folder in
      try folder.lay()
      try folder.write("snap/logs/alb/web.log", "nothing of a log\n")
    }
  }

  private static func mark(_ text: String, in whole: String, last: Bool) throws -> String.Index {
    guard let range = whole.range(of: text, options: last ? .backwards : []) else {
      throw CocoaError(.formatting)
    }
    return range.lowerBound
  }

  // MARK: packed logs

  private static func packed(
    _ name: String, says: [String], never: [String] = [],
    _ change: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) -> HostileInput {
    HostileInput(name, diagnose, .status(1, 3, stderr: says, never: never)) { folder in
      try folder.lay()
      let text = try folder.read(alb)
      try FileManager.default.removeItem(atPath: folder.path + "/" + alb)
      try folder.write("snap/logs/alb/web.log.gz", change(storedGzip(Array(text.utf8))))
    }
  }

  private static let packedLogs: [HostileInput] = [
    packed("a packed log that is cut off", says: ["web.log.gz:", "ends too early"]) {
      Array($0.prefix($0.count / 2))
    },
    packed("a packed log without its check sum", says: ["web.log.gz:", "ends too early"]) {
      Array($0.dropLast(8))
    },
    packed("a packed log with a wrong check sum", says: ["web.log.gz:", "damaged"]) {
      var bytes = $0
      bytes[bytes.count - 6] ^= 0xFF
      return bytes
    },
    packed("a packed log with a wrong length", says: ["web.log.gz:", "damaged"]) {
      var bytes = $0
      bytes[bytes.count - 1] ^= 0xFF
      return bytes
    },
    packed("a packed log with other bytes behind it", says: ["web.log.gz:", "other bytes follow"]) {
      $0 + Array("not gzip".utf8)
    },
    packed("a packed log with a text behind zeros", says: ["web.log.gz:", "other bytes follow"]) {
      $0 + [UInt8](repeating: 0, count: 512) + Array("x".utf8)
    },
    packed("a packed log filled up with zeros", says: [], never: ["other bytes", "ends too early"]) {
      $0 + [UInt8](repeating: 0, count: 512)
    },
    packed("a packed log damaged in the middle", says: ["web.log.gz:"]) {
      var bytes = $0
      for at in bytes.count / 2..<bytes.count / 2 + 64 { bytes[at] = 0xFF }
      return bytes
    },
    HostileInput(
      "a packed log of a hundred million zeros", diagnose,
      .status(1, 3, stderr: ["zeros.log.gz:1:1:", "not read"])
    ) { folder in
      try folder.lay()
      let packing = Process()
      packing.executableURL = URL(fileURLWithPath: "/bin/sh")
      packing.arguments = [
        "-c", "head -c 100000000 /dev/zero | gzip > '\(folder.path)/snap/logs/zeros.log.gz'",
      ]
      try packing.run()
      packing.waitUntilExit()
    },
  ]

  // MARK: numbers

  private static let distribution = "snap/cloudfront.get-distribution-config.E2QWJOBSPROD01.json"
  private static let acls = "snap/ec2.describe-network-acls.json"
  private static let groups = "snap/ec2.describe-security-groups.json"

  private static func number(_ member: String, _ value: String, in file: String, never: [String] = [])
    -> HostileInput
  {
    row(
      "\(member) \(value)", file, says: [(file as NSString).lastPathComponent + ":", "`\(member)`"],
      never: never
    ) {
      try first("\"\(member)\": -?[0-9.]+", by: "\"\(member)\": \(value)", in: $0)
    }
  }

  private static let wide = "9223372036854775807"

  private static let numbers: [HostileInput] = [
    number("ConnectionTimeout", wide, in: distribution),
    number("ConnectionTimeout", "1e22", in: distribution),
    number("ConnectionAttempts", wide, in: distribution),
    number("OriginReadTimeout", wide, in: distribution),
    number("OriginReadTimeout", "-" + wide, in: distribution),
    number("HTTPPort", "4294967296", in: distribution),
    number("HTTPSPort", "-1", in: distribution),
    number("FromPort", "4294967296", in: groups),
    number("FromPort", wide, in: groups),
    number("ToPort", "65536", in: groups),
    number("ToPort", "0.5", in: groups),
    number("RuleNumber", wide, in: acls),
    number("RuleNumber", "1e999", in: acls),
    number("Port", "70000", in: "snap/elbv2.describe-target-groups.json"),
    number("Port", "-1", in: "snap/elbv2.describe-target-health.web-prod-tg.json"),
    number("Port", wide, in: "snap/elbv2.describe-listeners.web-prod.json"),
    row(
      "an event at second 1e22", "snap/cloudtrail.lookup-events.json",
      says: ["cloudtrail.lookup-events.json:"]
    ) {
      try first("\"EventTime\": \"?[^,\"]+\"?", by: "\"EventTime\": 1e22", in: $0)
    },
    row(
      "an event at second -1", "snap/cloudtrail.lookup-events.json", says: ["cloudtrail.lookup-events.json:"]
    ) {
      try first("\"EventTime\": \"?[^,\"]+\"?", by: "\"EventTime\": -1", in: $0)
    },
    row("an event of the year 99999", "snap/cloudtrail.lookup-events.json", says: []) {
      try first("\"EventTime\": \"[0-9]+", by: "\"EventTime\": \"99999", in: $0)
    },
    aclPort("-1"), aclPort("65536"), aclPort("4294967296"), aclPort("1e22"),
  ]

  private static func aclPort(_ value: String) -> HostileInput {
    row("a port of \(value) in a network ACL", acls, says: ["ec2.describe-network-acls.json:", "`From`"]) {
      try first("\"From\": [0-9]+", by: "\"From\": \(value)", in: try withPorts($0))
    }
  }

  /// The network ACLs with a range of ports in their first entry.
  @Sendable private static func withPorts(_ text: String) throws -> String {
    if text.contains("\"From\":") { return text }
    return try first(
      "\"Protocol\": \"-1\"", by: "\"PortRange\": {\"From\": 1, \"To\": 65535}, \"Protocol\": \"6\"", in: text
    )
  }

  // MARK: types

  private static func type(
    _ member: String, _ value: String, in file: String, _ says: String = "where AWS prints"
  ) -> HostileInput {
    row(
      "\(member) is \(value) in \((file as NSString).lastPathComponent)", file,
      says: [(file as NSString).lastPathComponent + ":", "`\(member)`", says, "counts as missing"]
    ) { try first("\"\(member)\": (\"[^\"]*\"|[0-9]+|true|false)", by: "\"\(member)\": \(value)", in: $0) }
  }

  private static let tables = "snap/ec2.describe-route-tables.json"

  private static let types: [HostileInput] = [
    type("SubnetId", "7", in: tables),
    type("SubnetId", "[\"subnet-1\"]", in: tables),
    type("RouteTableId", "{}", in: tables),
    type("DestinationCidrBlock", "\"10.0.0.0/99\"", in: tables, "not a block"),
    row("a route whose state is none", tables, says: ["`State`", "does not print there"]) {
      try first("\"State\": \"active\"", by: "\"State\": \"activ\"", in: $0)
    },
    type("VpcId", "true", in: "snap/ec2.describe-subnets.json"),
    type("SubnetId", "\"\"", in: "snap/ec2.describe-subnets.json", "not a name"),
    type("RuleAction", "true", in: acls),
    type("Egress", "\"maybe\"", in: acls),
    type("Protocol", "\"256\"", in: acls, "not a protocol"),
    type("CidrBlock", "\"0.0.0.0.0/0\"", in: acls, "not a block"),
    type("GroupId", "7", in: groups),
    type("IpProtocol", "[]", in: groups),
    type("IpProtocol", "\"-2\"", in: groups, "not a protocol"),
    type("CidrIp", "\"10.0.0.0/\"", in: groups, "not a block"),
    type("NetworkInterfaceId", "7", in: "snap/ec2.describe-network-interfaces.json"),
    type(
      "PrivateIpAddress", "\"10.20.10.999\"", in: "snap/ec2.describe-network-interfaces.json",
      "not an IP address"),
    type("TargetGroupArn", "7", in: "snap/elbv2.describe-target-groups.json"),
    type("TargetType", "\"pod\"", in: "snap/elbv2.describe-target-groups.json", "does not print there"),
    type(
      "State", "\"ill\"", in: "snap/elbv2.describe-target-health.web-prod-tg.json", "does not print there"),
    type("Priority", "[1]", in: "snap/elbv2.describe-rules.web-prod-https.json"),
    type("logGroupName", "7", in: "snap/logs.describe-log-groups.json"),
    type("repositoryName", "7", in: "snap/ecr.describe-repositories.json"),
    type("DomainName", "7", in: distribution),
    row("a member that stands twice", groups, says: ["ec2.describe-security-groups.json:", "stands twice"]) {
      try first("\"GroupId\":", by: "\"GroupId\": \"sg-0\", \"GroupId\":", in: $0)
    },
    row("a member that AWS always prints is not there", acls, says: ["`RuleAction`", "is not there"]) {
      try first("\"RuleAction\":", by: "\"RuleActed\":", in: $0)
    },
    row("a listing that is a text", tables, says: ["`RouteTables`", "counts as missing"]) { _ in
      "{\"RouteTables\": \"none\"}"
    },
    row("an item that is a number", tables, says: ["`RouteTables`", "counts as missing"]) {
      try first("\\[", by: "[7,", in: $0)
    },
    row(
      "an item that cannot be read, in the summary", tables, says: ["cannot be read", "`SubnetId`"],
      statuses: [0],
      arguments: ["snapshot", "snap"]
    ) {
      try first("\"SubnetId\": \"[^\"]*\"", by: "\"SubnetId\": 7", in: $0)
    },
  ]

  // MARK: Terraform

  private static let terraform: [HostileInput] = [
    HostileInput("a state that is cut off", diagnose, .status(1, 3, stderr: ["x.tfstate:3:", "not JSON"])) {
      folder in
      try folder.lay()
      try folder.write("snap/x.tfstate", "{\n  \"version\": 4,\n  \"resources\": [{\"type\": \"aws_")
    },
    HostileInput("a shown plan that is cut off", diagnose, .status(1, 3, stderr: ["x.json:1:", "not JSON"])) {
      folder in
      try folder.lay()
      try folder.write(
        "snap/x.json",
        "{\"format_version\": \"1.2\", \"planned_values\": {\"root_module\": {\"resources\": [{\"type")
    },
    HostileInput("an empty state", diagnose, .status(1, 3, stderr: ["x.tfstate:", "it is empty (0 bytes)"])) {
      folder in
      try folder.lay()
      try folder.write("snap/x.tfstate", "")
    },
    HostileInput("an empty log", diagnose, .status(1, 3, stderr: ["x.log:", "it is empty (0 bytes)"])) {
      folder in
      try folder.lay()
      try folder.write("snap/x.log", "")
    },
    HostileInput(
      "an empty packed log", diagnose, .status(1, 3, stderr: ["x.log.gz:", "it is empty (0 bytes)"])
    ) {
      folder in
      try folder.lay()
      try folder.write("snap/x.log.gz", "")
    },
    HostileInput(
      "a state that is nested deep", diagnose, .status(1, 3, stderr: ["x.tfstate:1:", "deeper than"])
    ) {
      folder in
      try folder.lay()
      try folder.write(
        "snap/x.tfstate",
        "{\"version\": 4, \"resources\": " + String(repeating: "[", count: 5000)
          + String(repeating: "]", count: 5000) + "}")
    },
    HostileInput("an empty object as state", diagnose, .status(1, 3)) { folder in
      try folder.lay()
      try folder.write("snap/x.tfstate", "{}")
    },
    HostileInput("a source that is cut off", diagnose, .status(1, 3, stderr: ["x.tf:"])) { folder in
      try folder.lay()
      try folder.write(
        "snap/x.tf", "resource \"aws_security_group\" \"web\" {\n  name = \"web\"\n  ingress {\n")
    },
    HostileInput("a source of NUL bytes", diagnose, .status(1, 3, stderr: ["x.tf:"])) { folder in
      try folder.lay()
      try folder.write("snap/x.tf", [UInt8](repeating: 0, count: 4096))
    },
    HostileInput(
      "a state that is cut off, in the summary", ["snapshot", "snap"],
      .status(0, stdout: ["cannot be read", "x.tfstate:1:"])
    ) { folder in
      try folder.lay()
      try folder.write("snap/x.tfstate", "{\"version\": 4, ")
    },
    HostileInput(
      "a state that is cut off, in the report", ["report", "cloudfront-alb-504", "--snapshot", "snap"],
      .status(0, 1, 3, stdout: ["What could not be read", "x.tfstate:1:"], times: 40)
    ) { folder in
      try folder.lay()
      try folder.write("snap/x.tfstate", "{\"version\": 4, ")
    },
  ]
}

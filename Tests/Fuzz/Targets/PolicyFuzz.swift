import Diagnosis
import Evidence
import Permits

extension FuzzTarget {
  static let policies = FuzzTarget(
    "policies",
    seeds: [
      """
      arn:aws:iam::123456789012:role/app ecr:BatchGetImage arn:aws:ecr:eu-west-1:123456789012:repository/shop aws:SourceVpce=vpce-1
      {"Version": "2012-10-17", "Statement": [{"Sid": "Pull", "Effect": "Allow", "Action": ["ecr:Batch*", "ecr:Get?"], "Resource": "*", "Condition": {"StringLike": {"aws:SourceVpce": "vpce-*"}}}]}
      {"Statement": {"Effect": "Deny", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "NotAction": "ecr:*"}}
      """,
      """
      arn:aws:sts::123456789012:assumed-role/app/0a1b kms:Decrypt arn:aws:kms:eu-west-1:210987654321:key/1 aws:PrincipalTag/team=shop kms:ViaService=ecr
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:kms:*:${aws:PrincipalAccount}:key/*"}]}
      {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*", "Condition": {"ForAnyValue:StringEqualsIfExists": {"aws:PrincipalTag/team": ["shop"]}, "IpAddress": {"aws:SourceIp": "10.0.0.0/8"}, "DateLessThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}, "NumericLessThan": {"a": "1e9"}, "Bool": {"aws:SecureTransport": "true"}, "Null": {"b": "false"}}}]}
      {"Statement": []} {"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]} {"Statement": [{"Effect": "Allow", "NotPrincipal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "*", "NotResource": "x"}]}
      """,
      "ecs-tasks.amazonaws.com sts:AssumeRole arn:aws:iam::123456789012:role/app\n{\"Statement\":[]}",
    ].map { Array($0.utf8) },
    words: [
      "\"Effect\":\"Allow\"", "\"Effect\":\"Deny\"", "\"Action\":\"*\"", "\"NotAction\"",
      "\"Resource\":\"*\"",
      "\"NotResource\"", "\"Principal\":\"*\"", "\"NotPrincipal\"", "\"Condition\":{", "\"StringEquals\":{",
      "ForAllValues:", "ForAnyValue:", "IfExists", "ArnLike", "NumericGreaterThanEquals", "DateLessThan",
      "BinaryEquals", "IpAddress", "Null", "Bool", "${aws:username}", "${*}", "${?}", "arn:aws:", "*", "?",
      "aws:PrincipalOrgID", "2012-10-17", "2008-10-17", "::/0", "9999-12-31T23:59:60Z",
    ]
  ) { fuzzPolicies($0) }
}

/// A request on the first line, then policies: identity, resource, boundary, service control, endpoint.
package func fuzzPolicies(_ bytes: [UInt8]) {
  let end = bytes.firstIndex(of: 0x0A) ?? bytes.count
  let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ").map(String.init)
  guard words.count >= 3, let index = try? JSONIndex(Array(bytes.dropFirst(end + 1))) else { return }
  let layers = index.roots.map { root -> LayerPolicies in
    let document = Document(
      file: "policies.json", number: nil, rootEntry: root, index: index, kind: nil, subject: nil,
      account: nil, region: nil)
    return LayerPolicies(PolicyText(document.root).map { [Policy($0, name: "policy")] } ?? [])
  }
  func layer(_ position: Int) -> LayerPolicies? { layers.indices.contains(position) ? layers[position] : nil }
  var known: [String: [String]] = [:]
  for word in words.dropFirst(3) {
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    if parts.count == 2 { known[parts[0], default: []].append(parts[1]) }
  }
  let principal = AccessPrincipal(words[0]) ?? .anonymous
  for complete in [false, true] {
    let request = AccessRequest(
      principal: principal, action: words[1], resource: words[2],
      context: RequestContext(known, complete: complete))
    let policies = AccessPolicies(
      identity: layer(0) ?? LayerPolicies(), boundary: layer(2), serviceControl: layer(3).map { [$0] },
      endpoint: layer(4), resource: layer(1).map { .present($0) } ?? .none([]))
    let answer = AccessAnswer(AccessEvaluation(request, policies))
    hold(!AccessText.text(answer).isEmpty)
    let json = AccessText.json(answer)
    hold(JSONValue(text: json.text()) == json, "the answer is not JSON")
  }
}

import JMESPath

extension FuzzTarget {
  static let query = FuzzTarget(
    "query",
    seeds: [
      "SecurityGroups[?IpPermissions[?FromPort <= `80` && ToPort >= `80`]].{id: GroupId, n: length(IpPermissions)}",
      "let $a = SecurityGroups[0] in $a.GroupId || 'none' | to_string(@)",
      "sort_by(SecurityGroups, &GroupId)[-1:0:-1].[GroupId, not_null(Tags, `{}`)]",
      "max_by(values(@)[], &to_number(a)).keys(@) | join(',', @) == \"a\\n\" && !contains(`[1, null]`, `2`)",
      "avg(numbers)\n{\"numbers\": [1, 2.5, 1e308, -1e308], \"é\": {\"a\": \"\\ud83d\\ude00\"}}",
      "merge(@, {b: ceil(floor(abs(`-1.5`)))}).*[]\n{\"a\": [[1], [[2]]]}",
      "map(&reverse(@), [@, 'x'])[::2] | [type(@), starts_with('ab', 'a'), sum([`1`])]",
    ].map { Array($0.utf8) },
    words: [
      "[?", "[]", "[*]", "[::-1]", "[-9223372036854775808:]", "@", "&", "&&", "||", "!", "`1`", "`null`", "'",
      "\"", "let $a = ", " in ", "$a", "sort_by(", "max_by(", "to_number(", "to_string(", "to_array(",
      "merge(",
      "not_null(", "map(&", "join(", "zip(", "items(", "from_items(", "group_by(", "find_first(", "replace(",
      "split(", "pad_left(", "trim(", "lower(", "avg(", "sum(", "ceil(", "length(", "reverse(", "1e999",
    ]
  ) { fuzzQuery($0) }

  static let queried = Array(
    #"{"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions": [{"FromPort": 80, "ToPort": 80}], "Tags": null}, {"GroupId": "sg-0", "IpPermissions": []}], "numbers": [1, -2.5, 1e300]}"#
      .utf8)
}

/// An expression on the first line and the document, where one follows, behind it; the answer has to be JSON.
package func fuzzQuery(_ bytes: [UInt8]) {
  let end = bytes.firstIndex(of: 0x0A) ?? bytes.count
  let text = end < bytes.count ? Array(bytes[(end + 1)...]) : FuzzTarget.queried
  guard let value = QueryText.parse(text) else { return }
  do {
    let expression = try JMESPath(String(decoding: bytes[..<end], as: UTF8.self))
    let found = try expression.search(value)
    hold(QueryText.parse(found.compact.utf8) != nil, "the answer on one line is not JSON")
    hold(QueryText.parse(found.pretty().utf8) != nil, "the answer is not JSON")
  } catch {
    hold(!error.what.isEmpty)
  }
}

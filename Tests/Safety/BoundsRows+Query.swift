/// Expressions of `query`.
extension BoundsRows {
  /// A query on a small document that is refused with its place.
  private static func refused(_ name: String, _ expression: String) -> HostileInput {
    HostileInput(
      "query: " + name, ["query", expression],
      .status(64, stderr: ["nested deeper than 500 levels (character "]), input: "{\"a\": {\"b\": [1]}}")
  }

  static let queries: [HostileInput] = [
    refused("50,000 parentheses", many(50_000, "(")),
    refused("50,000 parentheses closed", many(50_000, "(") + "a" + many(50_000, ")")),
    refused("100,000 nots", many(100_000, "!") + "a"),
    refused("50,000 dots", "a" + many(50_000, ".a")),
    refused("40,000 ors", "a" + many(40_000, "||a")),
    refused("40,000 ands", "a" + many(40_000, "&&a")),
    refused("50,000 pipes", "a" + many(50_000, "|a")),
    refused("30,000 lists", many(30_000, "[")),
    refused("30,000 lists closed", many(30_000, "[") + "a" + many(30_000, "]")),
    refused("10,000 hashes", many(10_000, "{a:") + "a" + many(10_000, "}")),
    refused("30,000 filters inside each other", many(30_000, "a[?")),
    refused("30,000 filters in a row", "a" + many(20_000, "[?a]")),
    refused("30,000 flattenings", "a" + many(30_000, "[]")),
    refused("30,000 indexes", "a" + many(30_000, "[0]")),
    refused("30,000 slices", "a" + many(30_000, "[:]")),
    refused("30,000 projections", "a" + many(30_000, "[*]")),
    refused("30,000 values", "a" + many(30_000, ".*")),
    refused("30,000 comparisons", "a" + many(30_000, "==a")),
    refused("20,000 calls", many(20_000, "abs(") + "a" + many(20_000, ")")),
    refused("30,000 references", "map(" + many(30_000, "& ") + "a, a)"),
    refused("5,000 variables", many(5_000, "let $a = @ in ") + "$a"),
    refused("10,000 variables inside each other", many(10_000, "let $a = ") + "@"),
    HostileInput(
      "query: a literal nested 30,000 deep", ["query", "length(`" + many(30_000, "[") + "`)"],
      .status(0, stdout: ["30000"]), input: "{}"),
    HostileInput(
      "query: a document nested 100,000 deep", ["query", "@"], .status(2, stderr: ["stdin:1:"]),
      input: many(100_000, "[")),
    HostileInput(
      "query: 400 levels are no harm", ["query", many(400, "(") + "a" + many(400, ")")],
      .status(0, stdout: ["1"]), input: "{\"a\": 1}"),
  ]

  private static func stopped(_ name: String, _ expression: String, input: String = "{\"a\": 1}")
    -> HostileInput
  {
    HostileInput(
      "query: " + name, ["query", expression], .status(64, stderr: ["limit: "], times: 40), input: input)
  }

  private static func number(_ name: String, _ expression: String, _ says: String) -> HostileInput {
    HostileInput(
      "query: " + name, ["query", expression],
      .status(64, stderr: ["invalid-value: ", says], never: ["inf", "nan"]),
      input: "{}")
  }

  private static func members(_ count: Int) -> String { "{" + list(count) { "\"k\($0)\": \($0)" } + "}" }

  static let queryWork: [HostileInput] = [
    stopped("lists that double", "@" + many(60, "|[@,@]")),
    stopped("hashes that double", "@" + many(60, "|{a:@,b:@}")),
    stopped(
      "lists that double and are compared", "[@" + many(40, "|[@,@]") + "] == [@" + many(40, "|[@,@]") + "]"),
    stopped(
      "lists that double and are looked for",
      "contains([@" + many(40, "|[@,@]") + "], @" + many(40, "|[@,@]") + ")"),
    stopped("flat lists that double", "[@]" + many(40, "|[@,@][]")),
    stopped("texts that double by join", "'abcdefgh'" + many(60, "|join('',[@,@])")),
    stopped("texts that double by to_string", "@" + many(60, "|to_string([@,@])")),
    stopped("merged lists that double", "[@]" + many(40, "|[[@,@][],[@,@][]][]")),
    stopped("variables that double", many(60, "let $a = [@,@] in $a | ") + "@"),
    stopped(
      "a join of 30,000 with itself", "let $a = @ in [].[let $x = @ in $a[?@ == $x]]",
      input: "[" + list(30_000) { "\($0)" } + "]"),
    stopped(
      "projections inside projections", "let $a = @ in [*].[$a[*].[$a[*].[$a[*]]]]",
      input: "[" + list(400) { "\($0)" } + "]"),
    stopped(
      "20,000 equal keys of 10,000 letters", "let $t = @[0] in sort_by(@[1], &join($t, ['', '']))[0]",
      input: "[\"" + many(10_000, "a") + "\", [" + list(20_000) { "\($0)" } + "]]"),
    number("ceil of infinity", "ceil(`1e999`)", "beyond the largest number"),
    number("floor of minus infinity", "floor(`-1e999`)", "beyond the largest number"),
    number("a sum that overflows", "sum(`[1e308, 1e308]`)", "beyond the largest number"),
    number("the mean of both infinities", "avg(`[1e999, -1e999]`)", "not a number"),
    number("the mean of infinity", "avg(`[1e999]`)", "beyond the largest number"),
    number("the sum of both infinities", "sum(`[1e999, -1e999]`)", "not a number"),
    HostileInput(
      "query: a slice with the largest numbers",
      ["query", "[9223372036854775807:-9223372036854775808:-9223372036854775808]"], .status(0),
      input: "[1, 2]"),
    HostileInput(
      "query: a slice forward in the largest steps", ["query", "[0::9223372036854775807]"],
      .status(0, stdout: ["1"]), input: "[1, 2]"),
    HostileInput(
      "query: the smallest index", ["query", "[-9223372036854775808]"], .status(0, stdout: ["null"]),
      input: "[1]"),
    HostileInput(
      "query: an object of 50,000 members", ["query", "k49999"], .status(0, stdout: ["49999"], times: 20),
      input: members(50_000)),
    HostileInput(
      "query: 50,000 members compared with themselves", ["query", "@ == @"],
      .status(0, stdout: ["true"], times: 20), input: members(50_000)),
    HostileInput(
      "query: 30,000 members merged twice", ["query", "length(merge(@, @, @))"],
      .status(0, stdout: ["30000"], times: 20), input: members(30_000)),
    HostileInput(
      "query: a text of 2 MB searched for its half", ["query", "contains(a, b)"],
      .status(0, stdout: ["false"], times: 40),
      input: "{\"a\": \"" + many(2_000_000, "a") + "\", \"b\": \"" + many(1_000_000, "a") + "b\"}"),
    HostileInput(
      "query: 20,000 names in one file of a snapshot", ["query", "length(@)", "--snapshot", "snap"],
      .status(0, times: 20)
    ) { folder in
      try folder.write("snap/x.json", "{\"Vpcs\": []," + list(20_000) { "\"k\($0)\": []" } + "}")
    },
    HostileInput(
      "query: an expression of 100,000 letters", ["query", many(100_000, "a") + "("],
      .status(64, never: [many(1_000, "a")]),
      input: "{}"),
  ]
}

/// Terraform source and state.
extension BoundsRows {
  private static let group = "resource \"aws_security_group\" \"g\" {\n  id = \"sg-1\"\n"

  private static func rule(_ number: Int) -> String {
    """
    resource "aws_security_group_rule" "r\(number)" {
      type = "ingress"
      security_group_id = aws_security_group.g.id
      source_security_group_id = "sg-\(number)"
      from_port = 80
      to_port = 80
    }

    """
  }

  static let terraform: [HostileInput] = [
    beside("tf: blocks nested 100,000 deep", "main.tf") { many(100_000, "b {\n") },
    beside("tf: blocks nested 100,000 deep and closed", "main.tf") {
      many(100_000, "b {\n") + many(100_000, "}\n")
    },
    beside("tf: blocks nested on one line", "main.tf") { many(50_000, "b { ") },
    beside("tf: lists nested 50,000 deep", "main.tf") { group + "x = " + many(50_000, "[") },
    beside("tf: lists nested 50,000 deep and closed", "main.tf") {
      group + "x = " + many(50_000, "[") + many(50_000, "]") + "\n}\n"
    },
    beside("tf: objects nested 50,000 deep and closed", "main.tf") {
      group + "x = " + many(50_000, "{ a = ") + "1" + many(50_000, "}") + "\n}\n"
    },
    beside("tf: parentheses nested 50,000 deep", "main.tf") {
      group + "x = " + many(50_000, "(") + "1" + many(50_000, ")") + "\n}\n"
    },
    beside("tf: function calls nested 50,000 deep", "main.tf") {
      group + "x = " + many(50_000, "f(") + "1" + many(50_000, ")") + "\n}\n"
    },
    beside("tf: templates nested 50,000 deep", "main.tf") {
      group + "x = " + many(50_000, "\"${ ") + many(50_000, " }\"") + "\n}\n"
    },
    beside("tf: local lists nested 50,000 deep, referenced", "main.tf") {
      "locals {\n  a = " + many(50_000, "[") + many(50_000, "]") + "\n}\n" + group
        + "  ingress {\n    security_groups = local.a\n  }\n}\n"
    },
    beside("tf: an index of brackets 50,000 deep", "main.tf") {
      group + "x = a" + many(50_000, "[b") + many(50_000, "]") + "\n}\n"
    },
    beside("tf: references 50,000 parts long", "main.tf") { group + "x = a" + many(50_000, ".b") + "\n}\n" },
    beside("tf: a heredoc of 4 MB without its end", "main.tf", times: 20) {
      group + "x = <<EOT\n" + many(100_000, "this line never ends the heredoc text\n")
    },
    beside("tf: 50,000 heredocs without their end", "main.tf") { many(50_000, "x = <<E\n") },
    beside("tf: a comment without its end", "main.tf") { group + "}\n/*" + many(500_000, "* ") },
    beside("tf: a string without its end", "main.tf") { group + "x = \"" + many(1_000_000, "a") },
    beside("tf: 200,000 lines that are none", "main.tf") { many(200_000, "!\n") },
    beside("tf: 100,000 closing braces", "main.tf") { many(100_000, "}\n") },
    beside("tf: NUL bytes", "main.tf") { group + many(100_000, "\0") + "\n}\n" },
    beside("tf: 50,000 blocks on one line", "main.tf", times: 20) { many(50_000, "a {} ") },
    beside("tf: 20,000 attributes in one block", "main.tf") {
      group + (0..<20_000).map { "a\($0) = \"sg-\($0)\"\n" }.joined() + "}\n"
    },
    beside("tf: lists of lists of references, 1,000 each", "main.tf", times: 20) {
      "locals {\n"
        + (0..<8).map { "l\($0) = [" + many(1_000, "local.l\($0 + 1), ") + "]\n" }.joined()
        + "l8 = \"sg-1\"\n}\n" + group + "  ingress {\n    security_groups = local.l0\n  }\n}\n"
    },
    beside("tf: lists that come to a million ids", "main.tf", times: 20) {
      "locals {\n  a = [" + list(2_000) { "\"sg-\($0)\"" } + "]\n  b = [" + many(2_000, "local.a, ")
        + "]\n}\n" + group + "  ingress {\n    security_groups = local.b\n  }\n}\n"
    },
    beside("tf: locals in a circle", "main.tf") {
      "locals {\n  a = local.b\n  b = local.a\n}\n" + group
        + "  ingress {\n    security_groups = [local.a]\n  }\n}\n"
    },
    beside("tf: a chain of 20,000 locals", "main.tf") {
      "locals {\n" + (0..<20_000).map { "l\($0) = local.l\($0 + 1)\n" }.joined() + "}\n" + group
        + "  ingress {\n    security_groups = [local.l0]\n  }\n}\n"
    },
    beside("tf: 10,000 rules", "main.tf", times: 20) {
      group + "}\n" + (0..<10_000).map(rule).joined()
    },
    beside("tf: a source of 8 MB", "main.tf", times: 40) {
      group + "}\n" + (0..<45_000).map(rule).joined()
    },
  ]

  private static func state(_ resources: String) -> String {
    "{\"version\": 4, \"terraform_version\": \"1.8.5\", \"serial\": 3, \"resources\": [\n" + resources + "]}"
  }

  private static func stated(_ number: Int) -> String {
    "{\"mode\": \"managed\", \"type\": \"aws_security_group_rule\", \"name\": \"r\(number)\", \"instances\": ["
      + "{\"attributes\": {\"id\": \"sgr-\(number)\", \"type\": \"ingress\", \"security_group_id\": \"sg-1\", "
      + "\"source_security_group_id\": \"sg-\(number)\", \"from_port\": 80, \"to_port\": 80}}]}\n"
  }

  static let state: [HostileInput] = [
    beside("tfstate: 8,000 rules", "terraform.tfstate", times: 20) { state(list(8_000, stated)) },
    beside("tfstate: 5 MB", "terraform.tfstate", times: 40) { state(list(20_000, stated)) },
    beside("tfstate: one resource 8,000 times, named by 4,000 rules", "terraform.tfstate", times: 20) {
      state(
        "{\"mode\": \"managed\", \"type\": \"aws_security_group\", \"name\": \"g\", \"instances\": ["
          + list(8_000) { "{\"index_key\": \($0), \"attributes\": {\"id\": \"sg-\($0)\"}}" } + "]}")
    },
    beside("tfstate: 4,000 deposed groups", "terraform.tfstate", times: 20) {
      state(
        "{\"mode\": \"managed\", \"type\": \"aws_security_group\", \"name\": \"g\", \"instances\": ["
          + list(4_000) { "{\"deposed\": \"d\($0)\", \"attributes\": {\"id\": \"sg-\($0)\"}}" } + "]}")
    },
    beside("tfstate: cut off", "terraform.tfstate") { String(state(list(100, stated)).prefix(5_000)) },
    beside("tfstate: nested 100,000 deep", "terraform.tfstate") { state(many(100_000, "[")) },
    beside("tfstate: modules nested 200 deep", "shown.json") {
      "{\"format_version\": \"1.0\", \"terraform_version\": \"1.8.5\", \"values\": {\"root_module\": "
        + many(200, "{\"child_modules\": [") + "{}" + many(200, "]}") + "}}"
    },
    beside("tfstate: wrong types everywhere", "terraform.tfstate") {
      state("1, null, \"x\", [], {\"instances\": 3}, {\"instances\": [1, {\"attributes\": 2}], \"type\": 3}")
    },
  ]
}

import Evidence
import Files
import Records

extension FuzzTarget {
  static let terraform = FuzzTarget(
    "terraform",
    seeds: [
      """
      variable "port" { default = 8080 }
      locals {
        office = ["10.0.0.0/8", "192.0.2.0/24"]
      }
      resource "aws_security_group" "web" {
        vpc_id                 = aws_vpc.main.id
        revoke_rules_on_delete = true
        ingress {
          from_port       = var.port
          to_port         = 80
          protocol        = "tcp"
          cidr_blocks     = local.office
          security_groups = ["sg-0old", aws_security_group.alb[0].id]
        }
        tags = { Name = "web-${var.port}", "a" : null }
        /* a comment */ # and another
        user_data = <<-EOF
          text
        EOF
      }
      data "aws_lb" "web" { name = "web" }

      """,
      #"{"version": 4, "terraform_version": "1.9.0", "resources": [{"mode": "managed", "type": "aws_security_group", "name": "web", "module": "module.net", "instances": [{"index_key": 0, "deposed": "a1", "attributes": {"id": "sg-0old", "ingress": [{"from_port": 80, "to_port": 80, "protocol": "tcp", "security_groups": ["sg-1"]}]}}]}]}"#,
      #"{"format_version": "1.0", "values": {"root_module": {"resources": [{"address": "aws_lb.web", "type": "aws_lb", "name": "web", "values": {"id": "x"}}], "child_modules": [{"resources": []}]}}}"#,
      #"{"format_version": "1.2", "resource_changes": [{"address": "aws_security_group_rule.a", "type": "aws_security_group_rule", "name": "a", "change": {"actions": ["update"], "before": {"id": "sgr-1"}, "after": {"security_group_id": "sg-0old", "from_port": 1e3, "to_port": "80", "protocol": "-1"}}}]}"#,
    ].map { Array($0.utf8) },
    words: [
      "resource \"", "data \"", "locals {", "variable \"", "module \"", "ingress {", "dynamic \"", "<<EOF\n",
      "\nEOF\n", "<<-", "${", "%{ if", "}", "[for ", "aws_security_group_rule", "aws_security_group",
      "aws_vpc_security_group_ingress_rule", "cidr_blocks", "security_groups", "from_port", "to_port",
      "protocol", "\"instances\":[", "\"attributes\":{", "\"child_modules\":[", "\"deposed\"", "sg-0old",
    ]
  ) { fuzzTerraform($0) }
}

/// Terraform source, state, and what `terraform show -json` prints, told apart as in a snapshot.
package func fuzzTerraform(_ bytes: [UInt8]) {
  let name = bytes.first == UInt8(ascii: "{") ? "terraform.tfstate" : "main.tf"
  let snapshot = Snapshot(origin: "", files: [SnapshotFile(path: name, bytes: bytes)])
  let facts = Analysis(snapshot).terraform
  let lines = bytes.count { $0 == 0x0A } + 1
  for object in facts.objects { hold((1...lines).contains(object.line)) }
  for problem in facts.problems { hold((1...lines).contains(problem.line ?? 1)) }
  for id in ["sg-0old", "10.0.0.0/8", ""] {
    for holding in facts.holds(id) { hold((1...lines).contains(holding.citation.line)) }
  }
  _ = (facts.deposed("sg-0old"), facts.revoking, facts.rules)
}

@testable import Diagnosis
@testable import Evidence
@testable import Playbooks
import Foundation
import Testing

@Suite struct CollectionScriptTests {
  @Test func `the script of every playbook parses, only reads, and collects what the playbook requires`()
    throws
  {
    #expect(!Checkout.playbooks.isEmpty)
    for playbook in Checkout.playbooks.values {
      let script = CollectionScript.text(playbook)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["bash", "-n", "-c", script]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      for match in script.matches(of: /\baws ([a-z0-9-]+) ([a-z-]+)/) where match.1 != "configure" {
        let reads = ["describe-", "get-", "list-", "batch-get-", "lookup-", "search-", "validate-"]
        #expect(reads.contains { match.2.hasPrefix($0) }, "\(match.0)")
      }
      for kind in playbook.required where kind != .distribution {
        if kind.service == DocumentKind.role.service { continue }
        #expect(script.contains("aws " + kind.name.replacing(".", with: " ")), "\(playbook.id): \(kind)")
      }
    }
  }

  @Test func `no script and no policy reads a secret's value`() {
    for playbook in Checkout.playbooks.values {
      let all = CollectionScript.text(playbook) + CollectionPlan.policy(playbook).text()
      for word in ["get-secret-value", "GetSecretValue", "with-decryption"] {
        #expect(!all.contains(word))
      }
    }
  }
}

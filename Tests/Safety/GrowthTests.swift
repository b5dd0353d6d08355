@testable import Evidence
@testable import Records
import Testing

@testable import JMESPath

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Work grows as its input does: four times the input may take six times as long, counted in the same run.
@Suite(.serialized) struct GrowthTests {
  /// Processor time of this thread for some work, seconds; the least of three.
  private static func time(_ work: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    return (0..<3).map { _ in
      let start = now()
      work()
      return now() - start
    }.min() ?? 0
  }

  /// A fixed part, such as the playbook's own, is below a millisecond in all of them.
  ///
  /// Neighbours on the machine slow one measurement or the other by chance, and work that grows as the square does
  /// takes sixteen times as long every time: the least of several rounds decides.
  private static func holds(_ count: Int, _ work: (Int) -> () -> Void) {
    let (small, large) = (work(count), work(4 * count))
    var (one, four) = (0.0, 0.0)
    for _ in 0..<6 {
      (one, four) = (time(small), time(large))
      if four <= 6 * one + 0.001 { return }
    }
    Issue.record("\(count): \(one) s, \(4 * count): \(four) s")
  }

  @Test func `Terraform source grows in step`() {
    Self.holds(1_000) { count in
      let text = (0..<count).map {
        "resource \"aws_security_group_rule\" \"r\($0)\" {\n  type = \"ingress\"\n"
          + "  security_group_id = aws_security_group.g\($0 % 50).id\n  source_security_group_id = \"sg-\($0)\"\n}\n"
      }.joined()
      let files = snapshot(["main.tf": text])
      return {
        #expect(Analysis(files).terraform.rules.count == count)
      }
    }
  }

  @Test func `Terraform state grows in step`() {
    Self.holds(1_000) { count in
      let resources = BoundsRows.list(count) {
        "\n{\"mode\": \"managed\", \"type\": \"aws_security_group_rule\", \"name\": \"r\($0)\", \"instances\": "
          + "[{\"attributes\": {\"type\": \"ingress\", \"security_group_id\": \"sg-1\"}}]}"
      }
      let text =
        "{\"version\": 4, \"terraform_version\": \"1.8.5\", \"serial\": 1, \"resources\": [\(resources)]}"
      let files = snapshot(["terraform.tfstate": text])
      return {
        #expect(Analysis(files).terraform.rules.count == count)
      }
    }
  }

  @Test(arguments: [
    "a", "arn:aws:", "not pull image ", "a.dkr.ecr.", "[http:", "Get a.dkr.ecr.b/c", "dial tcp 1.",
  ])
  func `a message grows in step`(_ part: String) throws {
    let reader = try #require(MessageReader.standard)
    Self.holds(1_000) { count in
      let text = String(repeating: part, count: max(1, count / part.utf8.count))
      return { #expect(!reader.read(text).facts.text.isEmpty) }
    }
  }

  @Test func `an object grows in step`() throws {
    Self.holds(2_000) { count in
      let text = "{" + BoundsRows.list(count) { "\"k\($0)\": \($0)" } + "}"
      return {
        let found = QueryText.parse(text.utf8).flatMap { value in
          try? JMESPath("merge(@, @).k\(count - 1)").search(value)
        }
        #expect(found?.compact == "\(count - 1)")
      }
    }
  }

  @Test func `lines are counted once for all citations`() throws {
    let rows = BoundsRows.list(3_000) { "{\"a\": \($0)}\n" }
    let index = try JSONIndex(Array("[\(rows)]".utf8))
    let bytes = index.bytes
    for offset in [0, 1, 2_047, 2_048, 2_049, 4_096, bytes.count / 2, bytes.count - 1, bytes.count] {
      let (one, other) = (index.place(of: offset), JSONIndex.place(of: offset, in: bytes))
      #expect(one == other, "\(offset)")
    }
  }
}

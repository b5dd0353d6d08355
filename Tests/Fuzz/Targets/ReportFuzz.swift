import Evidence
import Files
import Screens

extension FuzzTarget {
  static let report = FuzzTarget(
    "report",
    seeds: [
      """
      | Nr | Says | File | Place | Value |
      | --- | --- | --- | --- | --- |
      | E1 | the rule names sg-0old | `groups.json` | `1`, `/SecurityGroups/0/GroupId` | `sg-0old` |
      | E2 | the call failed | `role.err` | `1` | ``An error occurred (`AccessDenied`) ⋯`` |
      | E3 | a part | `groups.json` | `1`, `document 1`, `part`, `/SecurityGroups/0` | |
      | E4 | out of reach | `groups.json` | `99999999999999999999` | `\\|x` |

      | File | sha256 |
      | --- | --- |
      | `groups.json` | `0000000000000000000000000000000000000000000000000000000000000000` |

      """,
      "| E1 | a | `groups.json` | `0`, `/` | `x` |\n| E-1 | a \\| b | ``g`` | `-1` | `` ` `` |\n",
    ].map { Array($0.utf8) },
    words: [
      "| ", " |\n", "\\|", "`", "``", "E1", "`1`", "document 1", "part", "/SecurityGroups/0", "⋯", "~1",
      "role.err",
    ]
  ) { fuzzReport($0) }

  static let reported = Snapshot(
    origin: "",
    files: [
      SnapshotFile(
        path: "groups.json",
        bytes: Array(#"{"SecurityGroups": [{"GroupId": "sg-0old", "a/b": {"~": 1}}]}"#.utf8)),
      SnapshotFile(path: "role.err", bytes: Array("An error occurred (AccessDenied) when calling\n".utf8)),
    ])
}

/// An old report, read back and verified.
package func fuzzReport(_ bytes: [UInt8]) {
  let cited = ReportReader.read(String(decoding: bytes, as: UTF8.self))
  let verification = ReportVerification.of(cited, FuzzTarget.reported)
  hold(verification.broken.count <= verification.total)
  hold(!verification.holds || verification.broken.isEmpty)
}

import Diagnosis
import Evidence
import Records

extension FuzzTarget {
  static let messages = FuzzTarget(
    "messages", longest: 1024,
    seeds: [
      "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1.2: dial tcp 10.0.3.7:443: i/o timeout",
      "CannotPullContainerError: inspect image has been retried 1 time(s): failed to resolve ref \"docker.io/library/nginx:latest\": toomanyrequests: You have reached your pull rate limit.",
      "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/app/0a1b is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action status code: 400",
      "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1",
      "CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/arm64'",
      "Essential container in task exited", "",
    ].map { Array($0.utf8) },
    words: [
      "arn:aws:iam::123456789012:role/", "is not authorized to perform: ", "on resource: ", "dial tcp ",
      "i/o timeout", "lookup ", "no such host", "because no ", "explicit deny", "...", "retried 3 time(s)",
      "sha256:", ".dkr.ecr.", ".amazonaws.com/", "[fd00::1]:443", "manifest unknown", "not found",
    ]
  ) { fuzzMessages($0) }
}

/// One failure text: its facts, its family and both forms of the answer.
package func fuzzMessages(_ bytes: [UInt8]) {
  guard let reader = MessageReader.standard else { preconditionFailure("no table of failure texts") }
  let reading = reader.read(String(decoding: bytes, as: UTF8.self))
  hold(!MessageExplanation(reading).text.isEmpty)
  hold(JSONValue(text: reading.json.text()) == reading.json, "the answer is not JSON")
}

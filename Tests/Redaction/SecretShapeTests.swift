@testable import Evidence
import Testing

@Suite struct SecretShapeTests {
  @Test(arguments: [
    ("token=abc&x=1", "token=redacted&x=1"),
    ("DB_PASS=abc, then", "DB_PASS=redacted, then"),
    ("Server=db;Password=a b;", "Server=db;Password=redacted b;"),
    ("password=\"my dog\" was", "password=\"redacted\" was"),
    ("password=hunter2.", "password=redacted."),
    ("login with password:hunter2 failed", "login with password:redacted failed"),
    ("https://user:a/b@host:5432/x", "https://user:redacted@host:5432/x"),
    ("https://host:5432/x@y", "https://host:5432/x@y"),
    ("AKIAIOSFODNN7EXAMPLE is", "redacted is"),
    ("Cookie: a=b; c=d", "Cookie: redacted"),
    ("docker login -u me -p hunter2 r.example", "docker login -u me -p redacted r.example"),
    ("mysql -phunter2 -h db", "mysql -predacted -h db"),
    ("GET /p;jsessionid=abc: the", "GET /p;jsessionid=redacted: the"),
    ("curl 'https://h/p?a=b' -o x", "curl 'https://h/p?redacted' -o x"),
    ("{\"auth\": \"abc\"}", "{\"auth\": \"redacted\"}"),
    ("X-Api-Key: abc", "X-Api-Key: redacted"),
    (
      "-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----",
      "-----BEGIN PRIVATE KEY-----\nredacted\n-----END PRIVATE KEY-----"
    ),
  ])
  func `a secret is known by its shape`(_ text: String, _ shown: String) {
    #expect(Redaction.text(text) == shown)
    #expect(Redaction.text(shown) == shown, "what is redacted stays as it is")
  }

  @Test(arguments: [
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/orders@sha256:"
      + "9b2c0f3a4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8",
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-AbCdEf:password::",
    "the security token included in the request is expired",
    "no basic auth credentials",
    "failed to refresh cached credentials: no EC2 IMDS role found",
    "invalid token: expired",
    "aws ecr get-login-password | docker login --username AWS --password-stdin r.example",
    "aws ecs list-tasks --query \"taskArns[?contains(@, 'x')]\" --next-token eyJ",
    "SecurityGroups[?VpcId==`vpc-1`].GroupId",
    "TOKEN=$(curl -X PUT http://169.254.169.254/latest/api/token)",
    "password = var.db_password",
    "mkdir -p /var/lib/app", "docker run -p 8080:80 nginx",
    "task 3f2c9d1e8b7a4c5d6e7f8091a2b3c4d5 stopped",
    "compass=north bypass=true NextToken=abc",
    "is it healthy? nobody knows",
    "--secret-string \"file://${SECRET_FILE:?set SECRET_FILE}\"",
    "aws s3 cp \"s3://${BUCKET:?set BUCKET to the log bucket}/${PREFIX:?set PREFIX}\" .",
    "repository does not exist or may require authorization: server message: insufficient_scope",
    "the request needs authorization: denied",
    "{\"secretArn\": \"arn:aws:x\", \"credentialsParameter\": \"/shop/login\", \"SecretId\": \"shop/db\"}",
  ])
  func `evidence that only looks like a secret stays`(_ text: String) {
    #expect(Redaction.text(text) == text)
  }

  @Test(arguments: [
    "password=", "token: ", "?", "--password ", "-----BEGIN PRIVATE KEY-----", "https://u:", "eyJ", "eyJhb.",
    "\"secret\":", "password=\"", "basic ", "secret ", "a/?b", "AKIA", "://@", "password=\\\"", "=", ": ",
  ])
  func `the time grows with the length`(_ piece: String) {
    func steps(_ count: Int) -> Duration {
      let text = String(repeating: piece, count: count)
      return (0..<3).map { _ in ContinuousClock().measure { _ = Redaction.shapes(in: text) } }.min() ?? .zero
    }
    var (short, long) = (Duration.zero, Duration.zero)
    // Neighbours on the machine slow one run by chance; what grows as the square does is slow every time.
    for _ in 0..<5 {
      (short, long) = (steps(4_000), steps(16_000))
      if long <= short * 9 + .milliseconds(5) { return }
    }
    Issue.record("\(piece): \(short), \(long)")
  }
}

@testable import Records
@testable import Services
import Testing

@Suite struct ImageReferenceTests {
  @Test(arguments: [
    ("nginx", "docker.io", "library/nginx", "latest", true),
    ("team/app:1", "docker.io", "team/app", "1", true),
    ("localhost/app", "localhost", "app", "latest", false),
    ("registry.example.com:5000/a/b:2", "registry.example.com:5000", "a/b", "2", false),
    (
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/api:v1",
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com",
      "shop/api", "v1", false
    ),
  ])
  func `a reference is taken apart by the rules of the distribution project`(
    text: String, host: String, repository: String, tag: String, implied: Bool
  ) {
    let image = ImageReference(text)
    #expect(image.host == host)
    #expect(image.repository == repository)
    #expect(image.tag == tag)
    #expect(image.isHostImplied == implied)
    #expect(image.problem == nil)
  }

  @Test(arguments: [
    ("", ImageReference.Problem.empty), ("app:", .emptyTag), ("Team/app:1", .upperCase), ("a b:1", .blank),
    ("app:${TAG}", .badTag), ("app@sha256:12", .badDigest), ("app@", .emptyDigest), ("a//b:1", .badName),
    ("https://example.com/app:1", .scheme),
  ])
  func `what no registry can be asked for is told by its reason`(
    text: String, problem: ImageReference.Problem
  ) {
    #expect(ImageReference(text).problem == problem)
  }

  @Test func `account and Region stand in a private ECR host and nowhere else`() {
    let image = ImageReference("210987654321.dkr.ecr.ap-northeast-1.amazonaws.com/a:1")
    #expect(image.ecr?.account == "210987654321")
    #expect(image.ecr?.region == "ap-northeast-1")
    #expect(ImageReference("public.ecr.aws/nginx/nginx:1").ecr == nil)
  }

  @Test func `a tag beside a digest is kept and no tag is invented for a digest`() {
    let digest = "sha256:" + String(repeating: "a", count: 64)
    #expect(ImageReference("app@" + digest).tag == nil)
    #expect(ImageReference("app:1@" + digest).tag == "1")
    #expect(ImageReference("app:1@" + digest).digest == digest)
  }

  @Test(arguments: [
    ("123456789012.dkr.ecr.us-east-1.amazonaws.com", RegistryKind.ecr),
    ("123456789012.dkr.ecr.us-east-1.amazonawss.com", .ecrMisspelt),
    ("api.ecr.us-east-1.amazonaws.com", .ecrAPI), ("public.ecr.aws", .ecrPublic),
    ("registry-1.docker.io", .dockerHub), ("ghcr.io", .other),
    ("prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com", .layerStore),
  ])
  func `a host is told by whose it is`(host: String, kind: RegistryKind) {
    #expect(RegistryKind.of(host: host) == kind)
  }
}

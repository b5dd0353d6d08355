@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct PullImageLifecycleCheckTests {
  static let policy = "ecr.get-lifecycle-policy.shop.json"

  /// The images of `shop`, without the tag that the task asks for.
  static let gone: Edit = .add(
    PullFile.images,
    #"{"imageDetails":[{"registryId":"123456789012","repositoryName":"shop","imageDigest":"sha256:b","imageTags":["2"]}]}"#
  )

  static func rule(_ selection: String) -> Edit {
    let text =
      #"{"rules":[{"rulePriority":1,"selection":{\#(selection),"countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}}]}"#
    return .add(
      policy,
      #"{"registryId":"123456789012","repositoryName":"shop","lifecyclePolicyText":\#(JSONValue.quote(text))}"#
    )
  }

  static let any = rule(#""tagStatus":"any""#)

  static func trail(_ name: String, tag: String) -> Edit {
    let record =
      #"{"eventSource":"ecr.amazonaws.com","eventName":"\#(name)","requestParameters":{"repositoryName":"shop","imageTag":"\#(tag)"}}"#
    return .add(
      PullFile.trail,
      #"{"Events":[{"EventId":"1","EventName":"\#(name)","CloudTrailEvent":\#(JSONValue.quote(record))}]}"#)
  }

  /// Events of the image with the tag `1`, at their times.
  static func told(_ events: (name: String, at: String)...) -> Edit {
    let list = events.map { event in
      let record =
        #"{"eventSource":"ecr.amazonaws.com","eventName":"\#(event.name)","requestParameters":{"repositoryName":"shop","imageIds":[{"imageTag":"1"}]}}"#
      return
        #"{"EventId":"1","EventName":"\#(event.name)","EventTime":"\#(event.at)","CloudTrailEvent":\#(JSONValue.quote(record))}"#
    }
    return .add(PullFile.trail, #"{"Events":[\#(list.joined(separator: ","))]}"#)
  }

  static let pushed = trail("PutImage", tag: "1")
  static let lost = World.task.after(gone)

  static let table = CheckTable(
    PullImageLifecycleCheck.self,
    [
      .confirmed(
        "a rule for any image, and the push in the trail", lost.after(any, pushed),
        says: "1 was in shop, is gone, and a lifecycle rule selects it",
        cites: [PullFile.images, policy, PullFile.trail], binds: ["repository": "shop", "tag": "1"]),
      .confirmed(
        "ECR's own record of the expiry", lost.after(any, trail("PolicyExecutionEvent", tag: "1")),
        says: "is gone, and a lifecycle rule selects it", cites: [PullFile.trail]),
      .confirmed(
        "a rule by prefix",
        lost.image("123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:pr-7").after(
          rule(#""tagStatus":"tagged","tagPrefixList":["pr-"]"#), trail("PutImage", tag: "pr-7")),
        says: "pr-7 was in shop", cites: [policy]),
      .confirmed(
        "a rule by pattern",
        lost.image("123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1.2-rc3").after(
          rule(#""tagStatus":"tagged","tagPatternList":["*-rc*"]"#), trail("PutImage", tag: "1.2-rc3")),
        says: "1.2-rc3 was in shop", cites: [policy]),
      .confirmed(
        "a deployment once resolved the tag",
        lost.after(
          any,
          .add(
            "ecs.describe-service-revisions.json",
            #"{"serviceRevisions":[{"serviceRevisionArn":"arn:aws:ecs:eu-west-1:123456789012:service-revision/prod/shop/1","containerImages":[{"containerName":"shop","imageDigest":"sha256:a","image":"123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1"}]}]}"#
          )), says: "is gone, and a lifecycle rule selects it", cites: ["ecs.describe-service-revisions.json"]
      ),
      .ruledOut(
        "the image is there",
        .task.after(
          .add(
            PullFile.images,
            #"{"imageDetails":[{"registryId":"123456789012","repositoryName":"shop","imageDigest":"sha256:a","imageTags":["1"]}]}"#
          ), any, pushed), says: "the image is there", cites: [PullFile.images]),
      .confirmed(
        "deleted by hand, pushed again, and expired",
        lost.after(
          any,
          told(
            ("PutImage", "2026-03-01T10:00:00Z"), ("BatchDeleteImage", "2026-03-02T10:00:00Z"),
            ("PutImage", "2026-03-03T10:00:00Z"), ("PolicyExecutionEvent", "2026-03-04T10:00:00Z"))),
        says: "is gone, and a lifecycle rule selects it", cites: [PullFile.trail]),
      .ruledOut(
        "somebody deleted it",
        lost.after(
          any,
          told(
            ("BatchDeleteImage", "2026-03-02T10:00:00Z"), ("PutImage", "2026-03-01T10:00:00Z"))),
        says: "1 was deleted by a call, not by a rule", cites: [PullFile.trail]),
      .ruledOut(
        "the rule is for untagged images", lost.after(rule(#""tagStatus":"untagged""#), pushed),
        says: "no lifecycle rule selects 1", cites: [policy]),
      .ruledOut(
        "the rule is for another prefix",
        lost.after(rule(#""tagStatus":"tagged","tagPrefixList":["pr-"]"#), pushed),
        says: "no lifecycle rule selects 1", cites: [policy]),
      .ruledOut(
        "a pattern without a star is a whole tag",
        lost.image("123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1.2-rc3").after(
          rule(#""tagStatus":"tagged","tagPatternList":["1.2","rc*"]"#), trail("PutImage", tag: "1.2-rc3")),
        says: "no lifecycle rule selects 1.2-rc3", cites: [policy]),
      .undetermined(
        "nothing shows that it ever was there", lost.after(any), says: "nothing shows that it ever was there",
        needs: PullFile.trail, cites: [policy]),
      .undetermined(
        "the push of another tag shows nothing", lost.after(any, trail("PutImage", tag: "11")),
        says: "nothing shows that it ever was there", needs: PullFile.trail),
      .undetermined(
        "the policy may not be read", lost.after(any, .deny(policy)),
        says: "the lifecycle policy is not in the snapshot", needs: policy, cites: [PullFile.images]),
      .undetermined(
        "the images were not collected", .task.after(any, pushed), says: "the images of shop are not in",
        needs: PullFile.images),
      .undetermined(
        "the definition was not collected", lost.after(.delete(PullFile.definition)),
        says: "the task definition is not in the snapshot", needs: PullFile.neededDefinition),
      .notApplicable(
        "ECR answers that there is no policy",
        lost.after(any, .fail(policy, code: "LifecyclePolicyNotFoundException")),
        says: "shop has no lifecycle policy"),
      .notApplicable(
        "no image of ECR", .task.image("redis:7"), says: "no container uses an image of a private"),
    ])

  @Test(arguments: table.tests) func `whether a lifecycle rule expired the image`(
    _ row: CheckTable.Test
  ) throws { try row.hold() }
}

@testable import PullChecks
import Testing

@Suite struct PullRoleCheckTests {
  static let role = "iam.get-role.puller.json"
  static let definition = "ecs.describe-task-definition.shop.json"
  static let container = "/taskDefinition/containerDefinitions/0"
  static let statement = "/Role/AssumeRolePolicyDocument/Statement/0"
  static let unnamed = World.task.after(.remove(definition, "/taskDefinition/executionRoleArn"))

  static let table = CheckTable(
    PullRoleCheck.self,
    [
      .confirmed(
        "EC2 is trusted, ECS is not",
        .task.after(.set(role, statement + "/Principal/Service", "ec2.amazonaws.com")), ["is": "trust"],
        says: "does not let ecs-tasks.amazonaws.com assume it", cites: [role],
        binds: ["role": "puller", "role-arn": PullFixture.role]),
      .confirmed(
        "the trust wants another account as source",
        .task.after(
          .set(role, statement + "/Condition", ["StringEquals": ["aws:SourceAccount": "210987654321"]])),
        ["is": "trust"], says: "does not let ecs-tasks.amazonaws.com assume it", cites: [role]),
      .ruledOut("ECS is trusted", .task, ["is": "trust"], says: "trusts ecs-tasks.amazonaws.com"),
      .ruledOut(
        "the trust wants the task's own account as source",
        .task.after(
          .set(role, statement + "/Condition", ["StringEquals": ["aws:SourceAccount": "123456789012"]])),
        ["is": "trust"], says: "trusts ecs-tasks.amazonaws.com"),
      .undetermined(
        "the role may not be read", .task.after(.deny(role)), ["is": "trust"],
        says: "the trust policy of the execution role is not in the snapshot", needs: role),
      .notApplicable(
        "a role that is gone trusts nobody", .task.after(.fail(role, code: "NoSuchEntity")),
        ["is": "trust"], says: "does not exist"),

      .confirmed(
        "IAM knows no such role", .task.after(.fail(role, code: "NoSuchEntity")), ["is": "absent"],
        says: "puller does not exist", cites: ["iam.get-role.puller.err", definition]),
      .confirmed(
        "the role stands below a path that was forgotten",
        .task.after(.replace(role, "role/puller", "role/svc/puller")), ["is": "absent"],
        says: "does not exist", cites: [role]),
      .confirmed(
        "the role is another account's",
        .task.after(
          .set(definition, "/taskDefinition/executionRoleArn", "arn:aws:iam::210987654321:role/puller")),
        ["is": "absent"], says: "is of account 210987654321, the task runs in 123456789012",
        cites: [definition]),
      .ruledOut("the role is there", .task, ["is": "absent"], says: "exists", cites: [role]),
      .undetermined(
        "the role was not collected", .task.after(.delete(role)), ["is": "absent"],
        says: "not known whether the execution role exists", needs: role),
      .undetermined(
        "throttling proves nothing", .task.after(.fail(role, code: "Throttling")), ["is": "absent"],
        says: "not known whether the execution role exists", needs: role),
      .notApplicable("no role is named", unnamed, ["is": "absent"], says: "names no role"),

      .confirmed(
        "an image of ECR on Fargate needs the role", unnamed, ["is": "none"],
        says: "names no execution role, and something in it needs one", cites: [definition]),
      .confirmed(
        "a secret needs the role, wherever the image is",
        unnamed.after(
          .set(definition, container + "/image", "public.ecr.aws/nginx/nginx:1.27"),
          .set(
            definition, container + "/secrets",
            [["name": "DB", "valueFrom": "\(PullFixture.secret)"]])), ["is": "none"],
        says: "names no execution role, and something in it needs one", cites: [definition]),
      .ruledOut("a role is named", .task, ["is": "none"], says: "names an execution role"),
      .undetermined(
        "the definition was not collected", .task.after(.delete(definition)), ["is": "none"],
        says: "the task definition is not in the snapshot", needs: "ecs.describe-task-definition.shop"),
      .undetermined(
        "whether Fargate pulls was not collected", unnamed.after(.delete("ecs.describe-tasks.json")),
        ["is": "none"], says: "the launch type is not in the snapshot", needs: "ecs.describe-tasks"),
      .undetermined(
        "logs alone need the role, if it is Fargate that writes them",
        unnamed.after(
          .delete("ecs.describe-tasks.json"),
          .set(definition, container + "/image", "public.ecr.aws/nginx/nginx:1.27"),
          .set(definition, container + "/logConfiguration", ["logDriver": "awslogs"])),
        ["is": "none"], says: "the launch type is not in the snapshot", needs: "ecs.describe-tasks"),
      .notApplicable(
        "a public image without secrets needs no role",
        unnamed.after(.set(definition, container + "/image", "public.ecr.aws/nginx/nginx:1.27")),
        ["is": "none"], says: "nothing in the task definition needs an execution role"),
    ])

  @Test(arguments: table.tests) func `roles of a task`(_ row: CheckTable.Test) throws { try row.hold() }
}

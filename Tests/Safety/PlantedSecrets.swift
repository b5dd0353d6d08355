/// Every place of a snapshot that can hold a secret, with one in it.
enum PlantedSecrets {
  static let all: [PlantedSecret] = messages + containers + documents + code + events + failures + logs

  private static let messages: [PlantedSecret] = [
    .message("token=") { "token=\($0)" },
    .message("pwd=") { "pwd=\($0)" },
    .message("pass=") { "pass=\($0)" },
    .message("DB_PASS=") { "DB_PASS=\($0)" },
    .message("client_secret=") { "client_secret=\($0)" },
    .message("secret=") { "secret=\($0), and more" },
    .message("api_key=") { "api_key=\($0)" },
    .message("a quoted value with blanks") { "password=\"my dog \($0)\"" },
    .message("JSON with a token") { "{\"token\": \"\($0)\"}" },
    .message("JSON in JSON") { "{\\\"secret\\\": \\\"\($0)\\\"}" },
    .message("YAML") { "\npassword: \($0)\ntoken: \($0)" },
    .message("Authorization: Bearer") { "Authorization: Bearer \($0)" },
    .message("Authorization: Basic") { "Authorization: Basic \($0)==" },
    .message("a cookie") { "Cookie: session=\($0); theme=dark" },
    .message("user and password in a URL") { "https://user:\($0)@registry.example" },
    .message("a token as user of a URL") { "https://\($0)@git.example/x" },
    .message("a password with a slash in a URL") { "postgres://u:a/\($0)@db.example:5432/shop" },
    .message("an access key id") { "AKIA\($0.filter { $0 != "x" })" },
    .message("a session's access key id") { "ASIA\($0)" },
    .message("a secret access key after its word") { key in
      "secret access key \(key)" + String(repeating: "b", count: 40 - key.count)
    },
    .message("ghp_") { "ghp_\($0)AAAAAA" },
    .message("github_pat_") { "github_pat_\($0)AAAAAA" },
    .message("glpat-") { "glpat-\($0)" },
    .message("xoxb-") { "xoxb-1-\($0)" },
    .message("sk_live_") { "sk_live_\($0)" },
    .message("npm_") { "npm_\($0)AAAAAAAAAAAAAAAAAAAA" },
    .message("a JSON web token") { "eyJhbGciOiJIUzI1NiJ9.\($0).\($0)" },
    .message("a private key") { "-----BEGIN RSA PRIVATE KEY----- \($0) -----END RSA PRIVATE KEY-----" },
    .message("a private key with line ends") { "-----BEGIN PRIVATE KEY-----\nMII\n\($0)\n-----" },
    .message("a private key with written line ends") { "-----BEGIN PRIVATE KEY-----\\nMII\\n\($0)\\n" },
    .message("docker's auth") { "{\"auths\":{\"r\":{\"auth\":\"\($0)\"}}}" },
    .message("docker's identity token") { "{\"auths\":{\"r\":{\"identitytoken\":\"\($0)\"}}}" },
    .message("a query string") { "Get \"https://s3.example/l?X-Amz-Signature=\($0)\": timeout" },
    .message("a query string of a relative path") { "GET /x?y=\($0) refused" },
    .message("a query string without a slash before it") { "at host.example?y=\($0)" },
    .message("a path parameter") { "GET /p;jsessionid=\($0): refused" },
    .message("--password and the next word") { "docker login --username u --password \($0) r.example" },
    .message("-p and the next word") { "docker login -u u -p \($0) r.example" },
    .message("PGPASSWORD before a command") { "PGPASSWORD=\($0) psql -h db" },
    .message("curl -u") { "curl -u admin:\($0) http://x" },
  ]

  private static let containers: [PlantedSecret] = [
    PlantedSecret(name: "container: environment", incident: PlantedSecret.pull) { folder, canary in
      try folder.replace(
        "\"value\": \"orders\"", by: "\"value\": \"\(canary)\"",
        in: "snap/ecs.describe-task-definition.orders.json")
    },
    .container("command --password=") { "\"command\": [\"app\", \"--password=\($0)\"]" },
    .container("command, next word") { "\"command\": [\"app\", \"--password\", \"\($0)\"]" },
    .container("entryPoint, next word") { "\"entryPoint\": [\"app\", \"-p\", \"\($0)\"]" },
    .container("command of a shell") { "\"command\": [\"sh\", \"-c\", \"PGPASSWORD=\($0) psql\"]" },
    .container("docker label") {
      "\"dockerLabels\": {\"traefik.basicauth.password\": \"\($0)\", \"com.datadoghq.ad.api_key\": \"\($0)\"}"
    },
    PlantedSecret(name: "container: log options", incident: PlantedSecret.pull) { folder, canary in
      try folder.replace(
        "\"awslogs-group\": \"/ecs/orders\",",
        by: "\"awslogs-group\": \"/ecs/orders\", \"apikey\": \"\(canary)\", \"splunk-token\": \"\(canary)\",",
        in: "snap/ecs.describe-task-definition.orders.json")
    },
    .container("health check") {
      "\"healthCheck\": {\"command\": [\"CMD-SHELL\", \"curl -H 'X-Api-Key: \($0)' http://x\"]}"
    },
  ]

  private static let documents: [PlantedSecret] = [
    PlantedSecret(name: "origin custom header", incident: PlantedSecret.request) { folder, canary in
      try folder.write(
        "snap/cloudfront.get-distribution-config.E9.json",
        """
        {"ETag": "E", "DistributionConfig": {"Origins": {"Quantity": 1, "Items": [{"Id": "o",
        "CustomHeaders": {"Quantity": 1, "Items": [{"HeaderName": "X-Origin", "HeaderValue": "\(canary)"}]}}]}}}
        """)
    },
    .file("lambda.get-function-configuration.x.json") {
      "{\"FunctionName\": \"x\", \"Environment\": {\"Variables\": {\"DB\": \"\($0)\", \"name\": \"\($0)\"}}}"
    },
    .file("codebuild.batch-get-projects.json") {
      """
      {"projects": [{"name": "p", "environment": {"type": "LINUX_CONTAINER", "environmentVariables":
      [{"name": "A", "value": "\($0)", "type": "PLAINTEXT"}]}}]}
      """
    },
    .file("apprunner.describe-service.x.json") {
      "{\"Service\": {\"ImageRepository\": {\"ImageConfiguration\": {\"RuntimeEnvironmentVariables\":"
        + " {\"A\": \"\($0)\"}}}}}"
    },
    .file("batch.describe-job-definitions.json") {
      "{\"jobDefinitions\": [{\"containerProperties\": {\"environment\": [{\"name\": \"A\","
        + " \"value\": \"\($0)\"}], \"command\": [\"x\", \"--token\", \"\($0)\"]}}]}"
    },
    .file("elbv2.describe-listeners.oidc.json") {
      "{\"Unknown\": [{\"AuthenticateOidcConfig\": {\"ClientId\": \"c\", \"ClientSecret\": \"\($0)\"}}]}"
    },
    .file("elbv2.describe-rules.header.json") {
      "{\"Unknown\": [{\"HttpHeaderConfig\": {\"HttpHeaderName\": \"X-Origin-Verify\", \"Values\": [\"\($0)\"]}}]}"
    },
    .file("rds.describe-db-instances.json") {
      "{\"DBInstances\": [{\"PendingModifiedValues\": {\"MasterUserPassword\": \"\($0)\"}}]}"
    },
    .file("secretsmanager.get-secret-value.x.json") {
      "{\"Name\": \"x\", \"SecretString\": \"\($0)\", \"SecretBinary\": \"\($0)\"}"
    },
    .file("ssm.get-parameter.x.json") {
      "{\"Parameter\": {\"Name\": \"/x\", \"Type\": \"SecureString\", \"Value\": \"\($0)\"}}"
    },
    .file("ec2.describe-instance-attribute.i-1.json") {
      "{\"InstanceId\": \"i-1\", \"UserData\": {\"Value\": \"\($0)\"}}"
    },
    .file("sts.assume-role.json") {
      "{\"Credentials\": {\"SecretAccessKey\": \"\($0)\", \"SessionToken\": \"\($0)\"}}"
    },
    .file("route53.list-resource-record-sets.Z9.json") {
      "{\"ResourceRecordSets\": [{\"Name\": \"x.example.\", \"Type\": \"TXT\", \"TTL\": 60,"
        + " \"ResourceRecords\": [{\"Value\": \"\\\"verify=\($0)\\\"\"}]}]}"
    },
    .file("docker.config.json") {
      "{\"auths\": {\"r.example\": {\"auth\": \"\($0)\", \"password\": \"\($0)\"}}}"
    },
    .file("cloudformation.describe-stacks.json") {
      "{\"Stacks\": [{\"Parameters\": [{\"ParameterKey\": \"DbPassword\", \"ParameterValue\": \"\($0)\"}]}]}"
    },
    .file("kubectl.secret.json") { "{\"kind\": \"Secret\", \"data\": {\"a\": \"\($0)\"}}" },
    .file("cut.json") { "{\"environment\": [{\"password\": \"\($0)\", " },
    .file("ecs.yaml") {
      "taskDefinition:\n  containerDefinitions:\n  - name: a\n    environment:\n    - name: X\n"
        + "      value: \($0)\n    command:\n    - --password\n    - \($0)\n    secretKey: |\n      \($0)\n"
    },
  ]

  private static let code: [PlantedSecret] = [
    .file("main.tf") {
      """
      resource "aws_lambda_function" "f" {
        environment {
          variables = {
            MODE = "\($0)"
          }
        }
      }
      resource "aws_db_instance" "d" {
        password = "\($0)"
      }
      """
    },
    .file("user-data.tf") {
      "resource \"aws_instance\" \"i\" {\n  user_data = <<-EOT\n    echo \($0)\n  EOT\n}\n"
    },
    .file("variables.tf") { "variable \"db_password\" {\n  default = \"\($0)\"\n}\n" },
    .file("sensitive.tf") { "variable \"dsn\" {\n  default = \"\($0)\"\n  sensitive = true\n}\n" },
    .file("task.tf") {
      """
      resource "aws_ecs_task_definition" "t" {
        container_definitions = jsonencode([{
          name = "a"
          environment = [{ name = "X", value = "\($0)" }]
          command = ["app", "--password", "\($0)"]
        }])
      }
      resource "aws_ecs_task_definition" "u" {
        container_definitions = "[{\\"environment\\":[{\\"name\\":\\"A\\",\\"value\\":\\"\($0)\\"}]}]"
      }
      resource "aws_cloudfront_distribution" "c" {
        origin {
          custom_header {
            name  = "X-Origin"
            value = "\($0)"
          }
        }
      }
      """
    },
    .file("terraform.tfstate") {
      """
      {"version": 4, "terraform_version": "1.9.0", "outputs": {"o": {"value": "\($0)", "sensitive": true}},
      "resources": [{"mode": "managed", "type": "aws_x", "name": "x", "instances": [{"attributes":
      {"plain": "\($0)", "user_data_base64": "\($0)", "container_definitions":
      "[{\\"environment\\":[{\\"name\\":\\"A\\",\\"value\\":\\"\($0)\\"}]}]"},
      "sensitive_attributes": [[{"type": "get_attr", "value": "plain"}]]}]}]}
      """
    },
    .file("plan.json") {
      """
      {"format_version": "1.2", "terraform_version": "1.9.0", "variables": {"db_password": {"value": "\($0)"}},
      "planned_values": {"root_module": {"resources": [{"address": "aws_x.x", "type": "aws_x", "name": "x",
      "values": {"dsn": "\($0)"}, "sensitive_values": {"dsn": true}}]}},
      "resource_changes": [{"address": "aws_x.x", "change": {"actions": ["update"], "before": {"dsn": "\($0)"},
      "after": {"dsn": "\($0)"}, "before_sensitive": {"dsn": true}, "after_sensitive": {"dsn": true}}}]}
      """
    },
  ]

  private static let events: [PlantedSecret] = [
    .event("environment as a list") { "\"environment\": [{\"name\": \"P\", \"value\": \"\($0)\"}]" },
    .event("environment with variables") { "\"environment\": {\"variables\": {\"K\": \"\($0)\"}}" },
    .event("secretString") { "\"secretString\": \"\($0)\"" },
    .event("userData") { "\"userData\": \"\($0)\"" },
    .event("masterUserPassword") { "\"masterUserPassword\": \"\($0)\"" },
    .event("overrides") { "\"overrides\": {\"containerOverrides\": [{\"command\": [\"-p\", \"\($0)\"]}]}" },
  ]

  private static let failures: [PlantedSecret] = [
    .file("kms.get-key-policy.x.err") {
      "\nAn error occurred (Timeout) when calling the GetKeyPolicy operation: could not connect to"
        + " https://kms.example/?X-Amz-Security-Token=\($0)\n"
    },
    .file("ecr.get-authorization-token.err") { "\nUnable to locate credentials: aws_session_token=\($0)\n" },
    PlantedSecret(name: "a file's name", incident: PlantedSecret.request) { folder, canary in
      try folder.write("snap/password=\(canary).json", "{ not JSON")
    },
    PlantedSecret(name: "the name of a file of an unknown kind", incident: PlantedSecret.request) {
      try $0.write("snap/token=\($1).txt", "x")
    },
  ]

  private static let logs: [PlantedSecret] = [
    PlantedSecret(name: "path and query of a load balancer's log", incident: PlantedSecret.request) {
      folder, canary in
      let line =
        "https 2025-08-28T01:00:00.000000Z app/web-prod/50dc6c495c0c9188 203.0.113.9:5000 172.24.20.118:8080"
        + " 0.001 1.000 -1 504 - 100 200 \"GET https://a.example:443/p;jsessionid=\(canary)?t=\(canary) HTTP/1.1\""
        + " \"curl\" - - - \"-\" \"-\" \"-\" 0 2025-08-28T00:59:59.000000Z \"forward\" \"-\" \"-\" \"-\" \"-\""
        + " \"-\" \"-\" TID_1\n"
      try folder.write("snap/alb.log", line)
    },
    .file("cloudfront.log") {
      "#Version: 1.0\n#Fields: date time cs-method cs-uri-stem cs-uri-query cs(Cookie) sc-status\n"
        + "2025-08-28\t01:00:00\tGET\t/a\tt=\($0)\ts=\($0)\t504\n"
    },
    .file("notes.txt") {
      "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n\($0)\n-----END OPENSSH PRIVATE KEY-----\n"
    },
  ]
}

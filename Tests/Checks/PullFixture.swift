@testable import Evidence
@testable import Files
import Foundation

/// A small Fargate task that fails to start; tests replace single files.
enum PullFixture {
  static let role = "arn:aws:iam::123456789012:role/puller"
  static let secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-AbCdEf"

  static func task(reason: String = "Essential container in task exited") -> String {
    """
    {"tasks":[{"taskArn":"arn:aws:ecs:eu-west-1:123456789012:task/prod/0a1b","clusterArn":"arn:aws:ecs:eu-west-1:123456789012:cluster/prod","taskDefinitionArn":"arn:aws:ecs:eu-west-1:123456789012:task-definition/shop:3","launchType":"FARGATE","lastStatus":"STOPPED","desiredStatus":"STOPPED","stopCode":"TaskFailedToStart","stoppedReason":\(JSONValue.quote(reason)),"containers":[{"name":"shop"}],"attachments":[{"type":"ElasticNetworkInterface","details":[{"name":"subnetId","value":"subnet-1"}]}]}],"failures":[]}
    """
  }

  static func definition(_ container: String = "", role: String? = PullFixture.role, more: String = "")
    -> String
  {
    let named = role.map { ",\"executionRoleArn\":\"\($0)\"" } ?? ""
    return """
      {"taskDefinition":{"taskDefinitionArn":"arn:aws:ecs:eu-west-1:123456789012:task-definition/shop:3","family":"shop","revision":3\(named)\(more),"containerDefinitions":[{"name":"shop","image":"123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1","essential":true\(container)}]}}
      """
  }

  static func trust(_ service: String = "ecs-tasks.amazonaws.com", condition: String = "") -> String {
    """
    {"Role":{"RoleName":"puller","RoleId":"AROAPULLER","Arn":"\(role)","AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"\(service)"},"Action":"sts:AssumeRole"\(condition)}]}}}
    """
  }

  static func policy(_ statements: String) -> String {
    #"{"RoleName":"puller","PolicyName":"own","PolicyDocument":{"Version":"2012-10-17","Statement":[\#(statements)]}}"#
  }

  static let everything = #"{"Effect":"Allow","Action":"*","Resource":"*"}"#

  static func endpoints(_ policy: String? = nil, service: String = "ecr.api", type: String = "Interface")
    -> String
  {
    let document = policy.map { ",\"PolicyDocument\":\(JSONValue.quote($0))" } ?? ""
    return """
      {"VpcEndpoints":[{"VpcEndpointId":"vpce-a","VpcId":"vpc-1","OwnerId":"123456789012","State":"available","VpcEndpointType":"\(type)","ServiceName":"com.amazonaws.eu-west-1.\(service)","PrivateDnsEnabled":true,"RouteTableIds":["rtb-1"]\(document)}]}
      """
  }

  /// The whole snapshot.
  static var files: [String: String] {
    [
      "ecs.describe-tasks.json": task(), "ecs.describe-task-definition.shop.json": definition(),
      "iam.get-role.puller.json": trust(), "iam.list-role-policies.puller.json": #"{"PolicyNames":["own"]}"#,
      "iam.list-attached-role-policies.puller.json": #"{"AttachedPolicies":[]}"#,
      "iam.get-role-policy.puller-own.json": policy(everything),
      "ecr.get-repository-policy.shop.err":
        "An error occurred (RepositoryPolicyNotFoundException) when calling the GetRepositoryPolicy operation: no",
      "ec2.describe-subnets.json":
        #"{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","OwnerId":"123456789012","CidrBlock":"10.0.1.0/24","AvailabilityZone":"eu-west-1a"}]}"#,
      "ec2.describe-route-tables.json":
        #"{"RouteTables":[{"RouteTableId":"rtb-1","VpcId":"vpc-1","OwnerId":"123456789012","Associations":[{"Main":true}],"Routes":[]}]}"#,
      "ec2.describe-vpc-endpoints.json": #"{"VpcEndpoints":[]}"#,
      "secretsmanager.describe-secret.shop-db.json":
        #"{"ARN":"\#(secret)","Name":"shop/db","VersionIdsToStages":{"v1":["AWSCURRENT"]}}"#,
      "secretsmanager.get-resource-policy.shop-db.json": #"{"ARN":"\#(secret)","Name":"shop/db"}"#,
    ]
  }

  /// The whole snapshot, with some files replaced; nil takes one away.
  static func snapshot(_ changes: [String: String?] = [:]) -> Snapshot {
    var files = Self.files
    for (name, text) in changes { files[name] = text }
    return Snapshot(
      origin: "test",
      files: files.map { SnapshotFile(path: $0.key, bytes: Array($0.value.utf8)) }.sorted {
        $0.path < $1.path
      })
  }
}

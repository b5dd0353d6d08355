/// The parts of the collecting script whose calls need names from other calls.
enum CollectionBlocks {
  static let containers: [CollectionPlan.Block] = [
    .init(
      kinds: [
        "ecs.describe-tasks", "ecs.describe-services", "ecs.describe-clusters",
        "ecs.describe-container-instances", "ecs.describe-task-definition", "ecs.list-tasks",
        "ecs.describe-service-revisions",
      ], isFirst: true,
      script: """
        # Stopped tasks first: ECS keeps them for about an hour.
        while IFS= read -r cluster <&3; do
          name=$(safe "${cluster##*/}")
          for status in STOPPED RUNNING; do
            ids aws ecs list-tasks --cluster "$cluster" --desired-status "$status" --query 'taskArns[]' |
              batch 100 "$here/ecs.describe-tasks.$name-$status" aws ecs describe-tasks --cluster "$cluster" --tasks
          done
          ids aws ecs list-services --cluster "$cluster" --query 'serviceArns[]' |
            batch 10 "$here/ecs.describe-services.$name" aws ecs describe-services --cluster "$cluster" --services
          ids aws ecs list-container-instances --cluster "$cluster" --query 'containerInstanceArns[]' |
            batch 100 "$here/ecs.describe-container-instances.$name" \\
              aws ecs describe-container-instances --cluster "$cluster" --container-instances
          call "$here/ecs.describe-clusters.$name" aws ecs describe-clusters --clusters "$cluster"
        done 3< <(ids aws ecs list-clusters --query 'clusterArns[]')
        while IFS= read -r definition <&3; do
          call "$here/ecs.describe-task-definition.$(safe "${definition##*/}")" \\
            aws ecs describe-task-definition --task-definition "$definition"
        done 3< <(found 'taskDefinition(Arn)?' "$out/$here"/ecs.describe-*.json)
        found 'serviceRevisionArn' "$out/$here"/ecs.describe-services.*.json |
          batch 20 "$here/ecs.describe-service-revisions.deployed" \\
            aws ecs describe-service-revisions --service-revision-arns

        """,
      actions: ["ecs:ListClusters", "ecs:ListServices", "ecs:ListTasks", "ecs:ListContainerInstances"])
  ]

  static let network: [CollectionPlan.Block] = [
    .init(
      kinds: ["ec2.describe-vpc-attribute", "ec2.describe-stale-security-groups"],
      script: """
        # What is asked for each VPC.
        while IFS= read -r vpc <&3; do
          for attribute in enableDnsSupport enableDnsHostnames; do
            call "$here/ec2.describe-vpc-attribute.$(safe "$vpc")-$attribute" \\
              aws ec2 describe-vpc-attribute --vpc-id "$vpc" --attribute "$attribute"
          done
          call "$here/ec2.describe-stale-security-groups.$(safe "$vpc")" \\
            aws ec2 describe-stale-security-groups --vpc-id "$vpc"
        done 3< <(ids aws ec2 describe-vpcs --query 'Vpcs[].VpcId')
        """, actions: ["ec2:DescribeVpcs"]),
    .init(
      kinds: ["ec2.get-managed-prefix-list-entries"],
      script: """
        # The addresses of each prefix list.
        while IFS= read -r list <&3; do
          call "$here/ec2.get-managed-prefix-list-entries.$(safe "$list")" \\
            aws ec2 get-managed-prefix-list-entries --prefix-list-id "$list"
        done 3< <(ids aws ec2 describe-managed-prefix-lists --query 'PrefixLists[].PrefixListId')
        """, actions: ["ec2:DescribeManagedPrefixLists"]),
  ]

  static let balancers: [CollectionPlan.Block] = [
    .init(
      kinds: ["elbv2.describe-listeners", "elbv2.describe-rules", "elbv2.describe-load-balancer-attributes"],
      script: """
        # What hangs on each load balancer.
        while IFS= read -r balancer <&3; do
          name=$(safe "$(printf '%s' "$balancer" | cut -d/ -f3)")
          call "$here/elbv2.describe-load-balancer-attributes.$name" \\
            aws elbv2 describe-load-balancer-attributes --load-balancer-arn "$balancer"
          call "$here/elbv2.describe-listeners.$name" \\
            aws elbv2 describe-listeners --load-balancer-arn "$balancer"
          while IFS= read -r listener <&3; do
            call "$here/elbv2.describe-rules.$name-$(safe "${listener##*/}")" \\
              aws elbv2 describe-rules --listener-arn "$listener"
          done 3< <(ids aws elbv2 describe-listeners --load-balancer-arn "$balancer" \\
            --query 'Listeners[].ListenerArn')
        done 3< <(ids aws elbv2 describe-load-balancers --query 'LoadBalancers[].LoadBalancerArn')
        """, actions: ["elasticloadbalancing:DescribeLoadBalancers"]),
    .init(
      kinds: ["elbv2.describe-target-health", "elbv2.describe-target-group-attributes"],
      script: """
        # What is asked for each target group.
        while IFS= read -r group <&3; do
          name=$(safe "$(printf '%s' "$group" | cut -d/ -f2)")
          call "$here/elbv2.describe-target-health.$name" \\
            aws elbv2 describe-target-health --target-group-arn "$group"
          call "$here/elbv2.describe-target-group-attributes.$name" \\
            aws elbv2 describe-target-group-attributes --target-group-arn "$group"
        done 3< <(ids aws elbv2 describe-target-groups --query 'TargetGroups[].TargetGroupArn')
        """, actions: ["elasticloadbalancing:DescribeTargetGroups"]),
    .init(
      kinds: ["cloudfront.get-distribution-config", "cloudfront.get-distribution"],
      script: """
        # Each distribution.
        while IFS= read -r distribution <&3; do
          call "$world/cloudfront.get-distribution-config.$(safe "$distribution")" \\
            aws cloudfront get-distribution-config --id "$distribution"
        done 3< <(ids aws cloudfront list-distributions --query 'DistributionList.Items[].Id')
        """, actions: ["cloudfront:ListDistributions", "cloudfront:GetDistributionConfig"]),
    .init(
      kinds: ["route53.list-resource-record-sets", "route53.list-hosted-zones"],
      script: """
        # Each zone's records.
        call "$world/route53.list-hosted-zones" aws route53 list-hosted-zones
        while IFS= read -r zone <&3; do
          call "$world/route53.list-resource-record-sets.$(safe "${zone##*/}")" \\
            aws route53 list-resource-record-sets --hosted-zone-id "${zone##*/}"
        done 3< <(ids aws route53 list-hosted-zones --query 'HostedZones[].Id')
        """),
    .init(
      kinds: ["cloudfront.get-vpc-origin"],
      script: """
        # Each VPC origin.
        while IFS= read -r origin <&3; do
          call "$world/cloudfront.get-vpc-origin.$(safe "$origin")" aws cloudfront get-vpc-origin --id "$origin"
        done 3< <(ids aws cloudfront list-vpc-origins --query 'VpcOriginList.Items[].Id')
        """, actions: ["cloudfront:ListVpcOrigins"]),
  ]

  static let registry: [CollectionPlan.Block] = [
    .init(
      kinds: [
        "ecr.describe-images", "ecr.get-repository-policy", "ecr.get-lifecycle-policy", "ecr.list-images",
      ],
      script: """
        # What is asked for each repository.
        while IFS= read -r repository <&3; do
          name=$(safe "$repository")
          call "$here/ecr.describe-images.$name" aws ecr describe-images --repository-name "$repository"
          call "$here/ecr.get-repository-policy.$name" \\
            aws ecr get-repository-policy --repository-name "$repository"
          call "$here/ecr.get-lifecycle-policy.$name" \\
            aws ecr get-lifecycle-policy --repository-name "$repository"
        done 3< <(ids aws ecr describe-repositories --query 'repositories[].repositoryName')
        """, actions: ["ecr:DescribeRepositories"]),
    .init(
      kinds: ["ecr.batch-get-image"],
      script: """
        # The manifest of each image of this account that a task definition names by its tag.
        while IFS= read -r image <&3; do
          repository=${image#*/}
          repository=${repository%:*}
          call "$here/ecr.batch-get-image.$(safe "$repository")" \\
            aws ecr batch-get-image --repository-name "$repository" --image-ids "imageTag=${image##*:}"
        done 3< <(found image "$out/$here"/ecs.describe-task-definition.*.json |
          grep "^$account\\\\.dkr\\\\.ecr\\\\.$region\\\\.[^/]*/[^@]*:[^/]*$")
        """),
  ]

  static let secrets: [CollectionPlan.Block] = [
    .init(
      kinds: ["secretsmanager.describe-secret", "secretsmanager.get-resource-policy"],
      script: """
        # Each secret that a task definition names; never its value.
        while IFS= read -r secret <&3; do
          name=$(safe "${secret##*:}")
          call "$here/secretsmanager.describe-secret.$name" \\
            aws secretsmanager describe-secret --secret-id "$secret"
          call "$here/secretsmanager.get-resource-policy.$name" \\
            aws secretsmanager get-resource-policy --secret-id "$secret"
        done 3< <(found '(valueFrom|credentialsParameter)' "$out/$here"/ecs.describe-task-definition.*.json |
          grep ':secretsmanager:' | cut -d: -f1-7 | sort -u)
        """),
    .init(
      kinds: ["kms.describe-key", "kms.get-key-policy"],
      script: """
        # Each customer key that a secret or a repository names.
        while IFS= read -r key <&3; do
          name=$(safe "${key##*/}")
          call "$here/kms.describe-key.$name" aws kms describe-key --key-id "$key"
          call "$here/kms.get-key-policy.$name" \\
            aws kms get-key-policy --key-id "$key" --policy-name default
        done 3< <(found '(KmsKeyId|kmsKey)' "$out/$here"/secretsmanager.describe-secret.*.json \\
          "$out/$here"/ecr.describe-repositories*.json)
        """),
  ]
}

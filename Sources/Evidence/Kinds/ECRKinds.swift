extension DocumentKind {
  /// The kinds of Amazon ECR.
  static let ecrKinds: [DocumentKind] = [
    .repositories, .repositoryPolicy, .images, .imageList, .imageManifests, .lifecyclePolicy,
    .pullThroughCacheRules, .pullThroughCacheValidation, .registryPolicy, .registry, .imageReplicationStatus,
  ]

  package static let repositories = DocumentKind(
    "ecr.describe-repositories", list: "repositories",
    shape: """
      repositories[repositoryArn registryId repositoryName!:id repositoryUri createdAt@ imageTagMutability
      encryptionConfiguration(encryptionType kmsKey)] nextToken
      """)

  package static let repositoryPolicy = DocumentKind(
    "ecr.get-repository-policy", list: nil, subject: .inside(["repositoryName"]),
    options: "--repository-name ${subject}",
    shape: """
      registryId repositoryName:id policyText*
      """,
    recognizes: { $0["policyText"] != nil && $0["repositoryName"] != nil ? .yes : .no })

  package static let images = DocumentKind(
    "ecr.describe-images", list: "imageDetails", subject: .inside(["repositoryName"]),
    options: "--repository-name ${subject}",
    shape: """
      imageDetails[registryId repositoryName:id imageDigest imageTags[] imageSizeInBytes#
      imageManifestMediaType imageStatus] nextToken
      """)

  package static let imageList = DocumentKind(
    "ecr.list-images", list: "imageIds", subject: .file(["repositoryName", "RepositoryName"]),
    options: "--repository-name ${subject}",
    shape: """
      imageIds[imageDigest imageTag] nextToken
      """)

  package static let imageManifests = DocumentKind(
    "ecr.batch-get-image", list: "images", subject: .inside(["repositoryName"]),
    options: "--repository-name ${subject} --image-ids imageTag=\"${IMAGE_TAG:?set IMAGE_TAG}\"",
    shape: """
      images[registryId repositoryName:id imageId(imageDigest imageTag) imageManifest
      imageManifestMediaType] failures[imageId(imageDigest imageTag) failureCode]
      """)

  package static let lifecyclePolicy = DocumentKind(
    "ecr.get-lifecycle-policy", list: nil, marks: ["lifecyclePolicyText"],
    subject: .inside(["repositoryName"]), options: "--repository-name ${subject}",
    shape: """
      registryId repositoryName:id lifecyclePolicyText*
      """)

  package static let pullThroughCacheRules = DocumentKind(
    "ecr.describe-pull-through-cache-rules", list: "pullThroughCacheRules",
    shape: """
      pullThroughCacheRules[ecrRepositoryPrefix upstreamRegistryUrl createdAt@ registryId credentialArn]
      nextToken
      """)

  package static let pullThroughCacheValidation = DocumentKind(
    "ecr.validate-pull-through-cache-rule", list: nil, marks: ["isValid"],
    subject: .inside(["ecrRepositoryPrefix"]), options: "--ecr-repository-prefix ${subject}",
    shape: """
      ecrRepositoryPrefix registryId upstreamRegistryUrl credentialArn isValid? failure
      """)

  package static let registryPolicy = DocumentKind(
    "ecr.get-registry-policy", list: nil,
    shape: """
      registryId policyText*
      """,
    recognizes: { $0["policyText"] != nil && $0["repositoryName"] == nil ? .yes : .no })

  package static let registry = DocumentKind(
    "ecr.describe-registry", list: nil, marks: ["replicationConfiguration"],
    shape: """
      registryId replicationConfiguration(rules[destinations[region registryId]])
      """)

  package static let imageReplicationStatus = DocumentKind(
    "ecr.describe-image-replication-status", list: nil, marks: ["replicationStatuses"],
    subject: .inside(["repositoryName"]),
    options: "--repository-name ${subject} --image-id imageTag=\"${IMAGE_TAG:?set IMAGE_TAG}\"",
    shape: """
      repositoryName:id imageId(imageDigest imageTag) replicationStatuses[region registryId status
      failureCode]
      """)

  /// Parts of the collecting script.
  static let ecrBlocks: [CollectionBlock] = [
    CollectionBlock(
      kinds: [
        .images, .repositoryPolicy, .lifecyclePolicy, .imageList,
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
    CollectionBlock(
      kinds: [.imageManifests],
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
}

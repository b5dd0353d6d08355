extension DocumentKind {
  /// The kinds of Amazon EFS.
  static let efsKinds: [DocumentKind] = [
    .mountTargets, .mountTargetSecurityGroups, .fileSystems,
  ]

  package static let mountTargets = DocumentKind(
    "efs.describe-mount-targets", list: "MountTargets", subject: .file(["FileSystemId"]),
    options: "--file-system-id ${subject}",
    shape: """
      Marker MountTargets[OwnerId MountTargetId FileSystemId SubnetId:id Ipv6Address:address
      NetworkInterfaceId:id VpcId:id] NextMarker
      """)

  package static let mountTargetSecurityGroups = DocumentKind(
    "efs.describe-mount-target-security-groups", list: "SecurityGroups", marks: [],
    subject: .file(["MountTargetId"]), options: "--mount-target-id ${subject}",
    shape: """
      SecurityGroups[]
      """, recognizes: recognizesGroupIDs)

  package static let fileSystems = DocumentKind(
    "efs.describe-file-systems", list: "FileSystems",
    shape: """
      Marker FileSystems[OwnerId FileSystemId Name KmsKeyId Tags[Key Value]] NextMarker
      """)

  /// Texts, where EC2's answer of the same name has objects.
  private static func recognizesGroupIDs(_ root: JSON) -> Match {
    guard let groups = root["SecurityGroups"] else { return .no }
    return groups.elements.first.map { $0.kind == .string ? .yes : .no } ?? .named
  }
}

@testable import PullChecks
import Testing

@Suite struct PullVolumeCheckTests {
  static let unmounted =
    "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: Connection timed out : unsuccessful EFS utils command execution; code: 32"
  static let mounting = World.task.after(
    .set(
      PullFile.definition, "/taskDefinition/volumes",
      [["name": "media", "efsVolumeConfiguration": ["fileSystemId": "fs-0a1b2c3d4e5f60718"]]]))

  static let table = CheckTable(
    PullVolumeCheck.self,
    [
      .confirmed(
        "the file system did not answer", mounting.said(unmounted),
        says: "ECS could not set up the task's EFS volumes", cites: [PullFile.tasks, PullFile.definition]),
      .confirmed(
        "the definition was not collected, and the text says it",
        .task.after(.delete(PullFile.definition)).said(unmounted),
        says: "could not set up the task's EFS volumes",
        cites: [PullFile.tasks]),
      .ruledOut(
        "the image is missing", mounting.said(PullText.noImage),
        says: "the recorded texts say something else",
        cites: [PullFile.tasks]),
      .ruledOut(
        "no text records a failure", mounting, says: "no recorded text speaks of volumes",
        cites: [PullFile.definition]),
      .undetermined(
        "the tasks may not be listed", mounting.after(.deny(PullFile.tasks)),
        says: "no failure text is in the snapshot", needs: PullFile.tasks),
      .undetermined(
        "the definition was not collected", .task.after(.delete(PullFile.definition)).said(PullText.noImage),
        says: "whether the task has volumes is not in the snapshot", needs: PullFile.neededDefinition),
      .notApplicable("no volume", .task.said(PullText.noImage), says: "the task has no EFS volume"),
      .notApplicable(
        "a volume on the host",
        .task.after(
          .set(PullFile.definition, "/taskDefinition/volumes", [["name": "scratch", "host": [:]]])),
        says: "the task has no EFS volume"),
    ])

  @Test(arguments: table.tests) func `whether the start stopped at the volumes`(
    _ row: CheckTable.Test
  ) throws { try row.hold() }
}

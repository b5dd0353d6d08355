import Evidence

/// The call that started a task outside of any service, as the trail recorded it.
///
/// A stopped task's network interface is gone, and only the call still says which groups it carried.
struct PullLaunchRequest {
  /// The record's text, to cite.
  let holder: JSON
  /// `awsvpcConfiguration` inside the text.
  let configuration: JSON

  /// The `RunTask` or `StartTask` record that answers with this task, or asks for its very definition.
  static func find(_ task: JSON?, in snapshot: Snapshot) -> PullLaunchRequest? {
    guard let task, let arn = task["taskArn"]?.string else { return nil }
    var byDefinition: PullLaunchRequest?
    for event in snapshot.listing(.trailEvents).items
    where ["RunTask", "StartTask"].contains(event["EventName"]?.string ?? "") {
      guard let holder = event["CloudTrailEvent"], let record = PolicyText(holder)?.root,
        let configuration = record["requestParameters"]?["networkConfiguration"]?["awsvpcConfiguration"]
      else { continue }
      let found = PullLaunchRequest(holder: holder, configuration: configuration)
      let started = record["responseElements"]?["tasks"]?.elements ?? []
      if started.contains(where: { $0["taskArn"]?.string == arn }) { return found }
      let asked = record["requestParameters"]?["taskDefinition"]?.string
      if started.isEmpty, let asked, let own = task["taskDefinitionArn"]?.string,
        PullSubject.last(asked) == PullSubject.last(own)
      {
        byDefinition = byDefinition ?? found
      }
    }
    return byDefinition
  }
}

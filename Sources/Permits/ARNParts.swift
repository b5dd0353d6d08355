import Evidence

extension ARN {
  /// What stands before the first `/` or `:` of the resource, for example `role`.
  package var type: String {
    guard let end = resource.firstIndex(where: { $0 == "/" || $0 == ":" }) else { return "" }
    return String(resource[..<end])
  }

  /// What follows the first `/` or `:` of the resource; the whole resource where there is none.
  package var id: String {
    guard let end = resource.firstIndex(where: { $0 == "/" || $0 == ":" }) else { return resource }
    return String(resource[resource.index(after: end)...])
  }
}

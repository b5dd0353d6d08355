import Testing
@testable import Diagnosis
@Test func zzdump() throws {
  let reader = try #require(MessageReader.standard)
  for m in try collectedMessages("messages.jsonl") ?? [] {
    let r = reader.read(m.text)
    if r.family != m.label { print("WRONG \(m.id) \(r.family) \(r.fault ?? "-") want \(m.label)") }
    if r.facts.truncated != (m.truncated ?? false) { print("TRUNC \(m.id) \(r.facts.truncated) want \(m.truncated ?? false)   \(m.text.suffix(60))") }
    let missing = Set(m.candidates ?? []).subtracting(r.candidates)
    if !missing.isEmpty { print("CAND \(m.id) lacks \(missing)") }
    print("F \(m.id) \(r.facts.stage?.rawValue ?? "-") \(r.facts.verb?.rawValue ?? "-") host=\(r.facts.host ?? "-") addr=\(r.facts.address ?? "-") img=\(r.facts.image ?? "-") role=\(r.facts.role ?? "-") act=\(r.facts.action ?? "-") \(r.facts.reason)")
  }
}

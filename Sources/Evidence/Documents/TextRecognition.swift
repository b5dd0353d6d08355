import CZlib
import Foundation

/// Tells access logs and Terraform files by their content.
enum TextRecognition {
  static func kind(_ head: [UInt8], name: String) -> TextFile.Kind? {
    let plain = head.starts(with: [0x1F, 0x8B]) ? inflatedHead(head) : head
    // Most files are JSON: they are not looked at as text at all.
    if plain.first == UInt8(ascii: "{") { return named(name) }
    let text = String(decoding: plain.prefix(2048), as: UTF8.self)
    if text.hasPrefix("#Version:") || text.hasPrefix("#Fields:") { return .cloudFrontLog }
    if isLoadBalancerLine(text) { return .loadBalancerLog }
    let first = text.prefix { $0 != "\n" }
    if first.hasPrefix("{"), LogKind.kind(ofLine: String(first)) == .cloudFrontJSON { return .cloudFrontLog }
    return named(name)
  }

  private static func named(_ name: String) -> TextFile.Kind? {
    if name.hasSuffix(".tf") { return .terraformSource }
    return name.hasSuffix(".tfstate") ? .terraformState : nil
  }

  /// ALB guide, "Access logs": a line begins with the type and an ISO 8601 time.
  private static func isLoadBalancerLine(_ text: String) -> Bool {
    let line = text.prefix { $0 != "\n" }
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count == 3, ["http", "https", "h2", "grpcs", "ws", "wss"].contains(String(words[0])) else {
      return false
    }
    return words[1].prefixMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}T/) != nil
  }

  private static func inflatedHead(_ head: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    guard culprit_inflate_gzip_init(&stream) == Z_OK else { return [] }
    defer { inflateEnd(&stream) }
    var input = head
    var output = [UInt8](repeating: 0, count: 4096)
    var filled = 0
    input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        _ = inflate(&stream, Z_SYNC_FLUSH)
        filled = target.count - Int(stream.avail_out)
      }
    }
    return Array(output.prefix(filled))
  }

  /// Terraform's own JSON: `terraform show -json` (state or plan) or a state file.
  static func isTerraform(_ root: JSON) -> Bool {
    if root["format_version"] != nil, root["terraform_version"] != nil || root["planned_values"] != nil {
      return true
    }
    return root["terraform_version"] != nil && root["serial"] != nil
  }

  static func terraformKind(_ root: JSON) -> TextFile.Kind {
    root["format_version"] != nil ? .terraformShow : .terraformState
  }
}

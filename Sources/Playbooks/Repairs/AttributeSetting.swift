import Commands
import Evidence

/// One attribute of a load balancer or a target group, set by key and value.
///
/// <https://docs.aws.amazon.com/cli/latest/reference/elbv2/modify-load-balancer-attributes.html>
struct AttributeSetting: Sendable {
  let operation: String
  /// What the attribute belongs to, in words.
  let owner: String
  /// The parameter that names the owner by its ARN.
  let arn: String
  /// Which part of the ARN's resource is the owner's name, counted from 0.
  let namePart: Int
  let listing: DocumentKind

  init(operation: String, of owner: String, arn: String, namePart: Int, listing: DocumentKind) {
    self.operation = operation
    self.owner = owner
    self.arn = arn
    self.namePart = namePart
    self.listing = listing
  }

  var fix: FixOperation {
    FixOperation(
      operation, "Sets an attribute of \(owner).", [.needed(arn), .needed("key"), .needed("value")],
      commands: { values in
        [
          AWSCommand.line(
            "elbv2", .own(operation), values,
            [
              (.own(arn), values.argument(arn)),
              ("attributes", ["Key=\(values.word("key")),Value=\(values.word("value"))"]),
            ])
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        let found = snapshot.listing(
          listing, subject: ARN.part(values[arn], namePart), aliases: values.texts(arn))
        let attributes = found.documents.compactMap { $0.root["Attributes"] }.flatMap(\.elements)
        guard let attribute = attributes.first(where: { $0["Key"]?.string == values["key"] }) else {
          throw FixUnmodelled("the snapshot holds no attribute \(values["key"] ?? "") of \(owner)")
        }
        return [
          DocumentEdit(
            attribute.document, [FixTarget.set(attribute, "Value", .string(values["value"] ?? ""))])
        ]
      })
  }
}

/// What a check is given.
package struct CheckContext: Sendable {
  package let analysis: Analysis
  package let subject: Subject
  /// The playbook's parameters for this use of the check; read by ``subscript(_:)`` alone.
  private let parameters: [String: String]

  package init(analysis: Analysis, subject: Subject, parameters: [String: String] = [:]) {
    self.analysis = analysis
    self.subject = subject
    self.parameters = parameters
  }

  package var snapshot: Snapshot { analysis.snapshot }

  /// The value of a parameter.
  ///
  /// A use that does not fit the declaration never gets here: the playbook's reader refuses it, and so does
  /// ``Check/answer(_:_:_:)``. Dropping a word that is not known would answer another question than the one asked.
  package subscript<Value>(parameter: Parameter<Value>) -> Value {
    guard let value = parameter.value(in: parameters) else {
      preconditionFailure("the parameter `\(parameter.declared.name)` was not checked")
    }
    return value
  }
}

extension CheckContext {
  /// The same subject with one parameter, for a check that asks another one.
  package func asking<Word: ParameterWord>(_ parameter: Parameter<Word>, _ word: Word) -> CheckContext {
    CheckContext(
      analysis: analysis, subject: subject, parameters: [parameter.declared.name: word.rawValue])
  }
}

extension Check {
  /// The finding; where the parameters do not fit the declaration, what does not fit.
  package static func answer(_ analysis: Analysis, _ subject: Subject, _ parameters: [String: String])
    -> Finding
  {
    if let problem = problems(parameters).first { return .undetermined("\(problem.says)", needs: []) }
    return run(CheckContext(analysis: analysis, subject: subject, parameters: parameters))
  }
}

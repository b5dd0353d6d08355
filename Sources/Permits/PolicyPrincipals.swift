extension Policy {
  /// Principals that AWS shows by their unique id because the role or user behind them is gone.
  package var stalePrincipals: [PrincipalElement.Entry] {
    statements.flatMap { $0.principal?.entries ?? [] }.filter(\.isStale)
  }
}

import Commands
import Diagnosis
import Evidence
import Packets
import ArgumentParser

/// `culprit reach`: one packet and its reply, hop by hop.
struct ReachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reach",
    abstract: "Shows hop by hop whether a packet and its reply may pass.",
    discussion: """
      FROM and TO: an address, [IPv6], an interface (eni-…), an instance (i-…), a load balancer's name, or internet.
      Exit status: 0 yes, 1 no, 3 undetermined.

      Example:
        culprit reach web eni-0123456789abcdef0:8080 --snapshot ./snapshot
        culprit reach internet web:443 --snapshot ./snapshot --format json
      """)

  @Argument(help: "Where the packet comes from.")
  var from: String

  @Argument(help: ArgumentHelp("Where it goes; without a port, all ports are meant.", valueName: "to[:port]"))
  var to: String

  @Option(name: .customLong("protocol"), help: "tcp, udp, icmp, icmpv6, a number, or -1 for all.")
  var protocolName = "tcp"

  @Option(help: ArgumentHelp("The sender's port or ports.", valueName: "n|a-b"))
  var sourcePort: String?

  @Option(
    help: ArgumentHelp("The snapshot: a directory, a .tar.gz or a recorded incident.", valueName: "dir"))
  var snapshot: String

  @Option(help: "The form of the result.")
  var format: WhyCommand.Format = .text

  mutating func run() throws {
    guard let ipProtocol = IPProtocol(protocolName) else {
      throw ValidationError(
        "--protocol knows no `\(protocolName)`; give tcp, udp, icmp, icmpv6, -1 or a number to 255")
    }
    guard var target = ReachTarget(to) else {
      throw ValidationError("`\(to)` holds no port; write ADDRESS:443, [IPv6]:443 or NAME:443")
    }
    let sourcePorts = try sourcePort.map { text in
      guard let ports = ReachTarget.ports(text) else {
        throw ValidationError("--source-port wants a port or a range such as 1024-65535, not `\(text)`")
      }
      return ports
    }
    let analysis = Analysis(try SnapshotOptions.open(snapshot))
    SnapshotOptions.tell(Damage.of(analysis, window: nil))
    let network = analysis.network
    // An id may look as if it ended in a port.
    if network.interface(to) != nil || !network.interfaces(ofInstance: to).isEmpty {
      target = ReachTarget(id: to)
    }
    let source = from.hasPrefix("[") ? ReachTarget(from)?.end ?? from : from
    let family = [source, target.end].compactMap { IPAddress($0) }.first?.family ?? .v4
    let report = ReachReport(
      network.paths(
        from: try ends(source, network, family), to: try ends(target.end, network, family), ipProtocol,
        ports: target.ports ?? 0...65535, sourcePorts: sourcePorts))
    Console.write(format == .json ? report.json.text() : report.text)
    switch report.verdict {
    case .allowed: break
    case .denied: throw ExitCode(1)
    case .undetermined: throw ExitCode(3)
    }
  }

  private func ends(_ text: String, _ network: Network, _ family: AddressFamily) throws -> [PathEnd] {
    switch network.ends(text, family) {
    case .success(var ends):
      if let address = IPAddress(text), address.family != family, !ends.isEmpty {
        ends[0].flaw = .denied(.noInterface, "IPv4 and IPv6 addresses cannot reach each other", [])
      }
      return ends
    case .failure(.unknown(let what)):
      throw Console.fail(
        """
        \(what): no interface, instance or load balancer of the snapshot has this name; give an address or an id \
        that `culprit snapshot` shows
        """, ExitStatus.unreadable)
    case .failure(.notCollected(let what, let need)):
      throw Console.fail(
        "\(what): it is not in the snapshot, and the listing that would show it is not complete; run: \(need.command.text)",
        ExitStatus.unreadable)
    }
  }
}

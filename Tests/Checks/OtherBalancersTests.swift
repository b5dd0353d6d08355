@testable import Evidence
@testable import Services
import Testing

/// Load balancers that are no Application Load Balancers are said to be what they are.
@Suite struct OtherBalancersTests {
  static let classic =
    #"{"LoadBalancerDescriptions": [{"LoadBalancerName": "shop", "DNSName": "shop-1.eu-west-1.elb.amazonaws.com", "ListenerDescriptions": [{"Listener": {"Protocol": "HTTPS", "LoadBalancerPort": 443, "InstanceProtocol": "HTTP", "InstancePort": 3000}}], "Instances": [{"InstanceId": "i-1"}]}]}"#
  static let network =
    #"{"LoadBalancers": [{"LoadBalancerName": "shop", "Type": "network", "DNSName": "shop-2.elb.eu-west-1.amazonaws.com", "LoadBalancerArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/shop/50dc6c495c0c9188"}]}"#
  static let interface =
    #"{"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "Description": "ELB shop", "RequesterManaged": true, "Groups": []}]}"#
  static let none = #"{"LoadBalancers": []}"#

  @Test(
    arguments: [
      ([classic], [:], "Classic Load Balancer (HTTPS 443 -> HTTP 3000, 1 instances)"),
      ([classic, none], [:], "Classic Load Balancer"),
      ([classic, none], ["load-balancer": "shop"], "Classic Load Balancer"),
      ([interface, none], [:], "Classic Load Balancer, as the interface eni-1 says"),
      ([network], [:], "Network Load Balancer"),
      ([network], ["load-balancer": "shop"], "Network Load Balancer"),
      ([network], ["url": "https://shop-2.elb.eu-west-1.amazonaws.com/"], "Network Load Balancer"),
      ([network.replacing("network", with: "gateway")], [:], "Gateway Load Balancer"),
    ] as [([String], [String: String], String)])
  func `what is no Application Load Balancer is named`(
    _ documents: [String], _ asked: [String: String], _ words: String
  ) {
    let files = Dictionary(
      uniqueKeysWithValues: documents.enumerated().map { ("\($0).json", $1) })
    let outcome = LoadBalancerCandidates.candidates(Analysis(snapshot(files)), Subject(asked))
    guard case .missing(let because, _) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(because.english.contains(words), "\(because.english)")
  }

  @Test func `an Application Load Balancer beside them is still the subject`() {
    let application = Self.network.replacing("network", with: "application").replacing("shop", with: "web")
    let outcome = LoadBalancerCandidates.candidates(
      Analysis(snapshot(["a.json": application, "b.json": Self.classic])), Subject())
    guard case .candidates(let found) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(found.map(\.label) == ["web"])
  }
}

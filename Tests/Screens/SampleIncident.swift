import Commands
import Evidence
@testable import Screens

/// An invented incident that has something of everything.
enum SampleIncident {
  static let english = make()

  private static func make() -> Incident {
    var incident = Incident()
    incident.playbook = "sample"
    incident.title = "504 · CloudFront -> ALB -> tasks"
    incident.subject = [.init("load-balancer", "web")]
    incident.account = "123456789012"
    incident.regions = ["ap-northeast-1"]
    incident.captured = "05:58:10Z"
    incident.outcome = .causeFound
    incident.hops = [
      .init(id: "edge", title: "CloudFront", state: .ruledOut),
      .init(id: "alb", title: "ALB", state: .ruledOut),
      .init(id: "tasks", title: "tasks", teach: "Groups add up.", state: .fault),
      .init(id: "dns", title: "DNS", state: .noData),
    ]
    var first = Incident.Step(id: "edge", title: "Edge")
    first.asks = "Can CloudFront reach the load balancer?"
    var second = Incident.Step(id: "ingress", title: "Ingress")
    second.asks = "Do the tasks admit the load balancer?"
    second.why = "The ALB answered after its connect timeout."
    incident.steps = [first, second]
    incident.hypotheses = [ruledOut, fault, open, decoy]
    var cause = Incident.Cause(
      id: "ghost", title: "The tasks admit only sg-0old; the ALB no longer carries it")
    cause.explanation = "A rule that names a group matches the interfaces that carry the group now."
    cause.evidence = fault.evidence
    cause.verify = "The targets become healthy within a minute."
    cause.verifyCommand = "aws elbv2 describe-target-health --target-group-arn arn:aws:x"
    cause.prevent = "Ask who names a group before it is taken off."
    var narrow = Incident.Repair(
      title: "admit sg-0c1f on the tasks, tcp 80",
      commands: [
        """
        aws ec2 authorize-security-group-ingress --region ap-northeast-1 --group-id sg-0ecs --ip-permissions \
        'IpProtocol=tcp,FromPort=80,ToPort=80,UserIdGroupPairs=[{GroupId=sg-0c1f}]'
        """
      ], applicability: .ready)
    narrow.opens = "nothing else"
    cause.fixes = [
      narrow,
      Incident.Repair(
        title: "put sg-0old back on the ALB", commands: ["aws elbv2 set-security-groups"],
        applicability: .checkFirst),
    ]
    incident.causes = [cause]
    incident.next = .init(
      command: "aws ec2 describe-network-acls --region ap-northeast-1",
      file: "ec2.describe-network-acls.json",
      decides: 2)
    return incident
  }

  static let fault: Incident.Hypothesis = {
    var made = Incident.Hypothesis(id: "ghost", claim: "Tasks admit a group the ALB no longer carries")
    made.state = .fault
    made.step = "ingress"
    made.hop = "tasks"
    made.because = "port 80 is open to sg-0old only, and no interface carries it"
    made.evidence = [
      Citation(
        file: "ec2.describe-security-groups.json", line: 3, pointer: "/SecurityGroups/0/GroupId",
        value: "sg-0old", says: "the rule names sg-0old"),
      Citation(
        file: "elbv2.describe-load-balancers.json", line: 31, pointer: "/LoadBalancers/0/SecurityGroups/0",
        value: "sg-0c1f", says: "the ALB carries sg-0c1f"),
    ]
    return made
  }()

  private static let ruledOut: Incident.Hypothesis = {
    var made = Incident.Hypothesis(id: "edge-blocked", claim: "CloudFront cannot reach the ALB")
    made.state = .ruledOut
    made.step = "edge"
    made.because = "443 is open to CloudFront's prefix list"
    return made
  }()

  private static let open: Incident.Hypothesis = {
    var made = Incident.Hypothesis(id: "acl", claim: "A network ACL on the way drops the packets")
    made.state = .noData
    made.step = "ingress"
    made.because = "the network ACLs were not collected"
    made.needs = [
      Need(
        kind: .networkACLs, file: "ec2.describe-network-acls.json",
        command: "aws ec2 describe-network-acls --region ap-northeast-1 > ec2.describe-network-acls.json")
    ]
    return made
  }()

  private static let decoy: Incident.Hypothesis = {
    var made = Incident.Hypothesis(id: "allow-viewers", claim: "let the viewers' addresses in")
    made.isDecoy = true
    made.state = .ruledOut
    made.because = "viewers never reach the ALB, CloudFront does"
    return made
  }()
}

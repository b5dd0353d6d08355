import Sentences
import Evidence
import Records

/// A service that the start of a task has to reach, in the order of the pull.
///
/// docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
package enum PullService: Sendable, Hashable {
  case secrets, parameters, token, logs, registry, layers
  /// ECR of another Region, which endpoints do not serve.
  case foreignRegistry(region: String)
  /// A registry outside of AWS PrivateLink.
  case publicRegistry(host: String)

  /// The words that playbooks use.
  package enum Word: String, Sendable, CaseIterable {
    case secrets, parameters, token, logs, registry, layers
    case foreignRegistry = "foreign-registry"
    case publicRegistry = "public-registry"
  }

  package var word: Word {
    switch self {
    case .secrets: .secrets
    case .parameters: .parameters
    case .token: .token
    case .logs: .logs
    case .registry: .registry
    case .layers: .layers
    case .foreignRegistry: .foreignRegistry
    case .publicRegistry: .publicRegistry
    }
  }

  /// What follows `com.amazonaws.REGION.` in the endpoint's service name; nil where there is no endpoint for it.
  package var endpointName: String? {
    switch self {
    case .secrets: "secretsmanager"
    case .parameters: "ssm"
    case .token: "ecr.api"
    case .logs: "logs"
    case .registry: "ecr.dkr"
    case .layers: "s3"
    case .foreignRegistry, .publicRegistry: nil
    }
  }

  /// What it is called in sentences.
  package var words: Sentence {
    switch self {
    case .secrets: "Secrets Manager"
    case .parameters: "the Parameter Store"
    case .token: "the ECR API"
    case .logs: "CloudWatch Logs"
    case .registry: "the ECR registry"
    case .layers: "the layer store in S3"
    case .foreignRegistry(let region): "ECR in \(region)"
    case .publicRegistry(let host): "\(host)"
    }
  }
}

extension PullWorld {
  /// The services that this task needs, each with the value that says so.
  package var neededServices: [(service: PullService, place: JSON)] {
    var found: [(PullService, JSON)] = []
    func add(_ service: PullService, _ place: JSON) {
      if !found.contains(where: { $0.0 == service }) { found.append((service, place)) }
    }
    for secret in secretReferences where secret.region == nil || secret.region == region {
      add(secret.kind == .secret ? .secrets : .parameters, secret.place)
    }
    for container in containers {
      switch container.image.registry {
      case .ecr, .ecrMisspelt:
        if let other = container.image.ecr?.region, let region, other != region {
          add(.foreignRegistry(region: other), container.imagePlace)
        } else {
          // Platform version 1.3.0 and earlier fetched the token outside of the task's interface.
          if !(launch == .fargate && !isWindows
            && ["1.0.0", "1.1.0", "1.2.0", "1.3.0"].contains(platformVersion ?? ""))
          {
            add(.token, container.imagePlace)
          }
          add(.registry, container.imagePlace)
          add(.layers, container.imagePlace)
        }
      default:
        if container.image.problem == nil {
          add(.publicRegistry(host: container.image.host), container.imagePlace)
        }
      }
      let log = container.definition["logConfiguration"]
      if log?["logDriver"]?.string == "awslogs", let place = log?["logDriver"] {
        let target = log?["options"]?["awslogs-region"]?.string
        if target == nil || target == region { add(.logs, place) }
      }
    }
    return found
  }
}

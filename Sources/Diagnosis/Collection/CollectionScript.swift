import Commands
import Evidence
import Playbooks

/// The bash script that makes a snapshot for a playbook: read-only calls, made of the documents its checks read.
///
/// Stopped tasks come first, because ECS forgets them within the hour. A failed call is kept as `.err`; every call
/// is noted in `calls.jsonl`.
package enum CollectionScript {
  /// The whole script.
  package static func text(_ playbook: Playbook) -> String {
    let kinds = CollectionPlan.kinds(playbook)
    let plain = kinds.filter(\.isListingOfMany)
    var lines = [head(playbook)]
    lines += DocumentKind.collectionBlocks.filter { $0.isFirst && $0.serves(kinds) }.map(\.script)
    lines.append("# What needs no name.")
    for kind in plain where !CollectionPlan.inBlocks.contains(kind) {
      let folder = kind.isGlobal ? "$world" : "$here"
      lines.append("call \"\(folder)/\(kind.name)\" \(kind.command.text)")
    }
    lines += DocumentKind.collectionBlocks.filter { !$0.isFirst && $0.serves(kinds) }.map { "\n" + $0.script }
    lines.append(tail)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func head(_ playbook: Playbook) -> String {
    """
    #!/usr/bin/env bash
    # Makes a snapshot for the playbook \(playbook.id) with the AWS CLI. Every call only reads.
    # Usage: AWS_PROFILE=... AWS_REGION=... bash this-script [DIR]
    set -u
    export AWS_PAGER=""
    out=${1:-snapshot}
    region=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}
    if [ -z "$region" ]; then
      echo "no region is set: set AWS_REGION to the region of the incident" >&2
      exit 64
    fi
    export AWS_REGION=$region AWS_DEFAULT_REGION=$region
    if ! account=$(aws sts get-caller-identity --query Account --output text); then
      echo "the AWS CLI cannot call AWS: see the message above (credentials, profile)" >&2
      exit 2
    fi
    case $account in
      '' | *[!0-9]*)
        printf 'the AWS CLI answered with no account but %q\\n' "$account" >&2
        exit 2
        ;;
    esac
    here=$account/$region
    world=$account/global
    mkdir -p "$out/$here" "$out/$world"

    # A text as a JSON string.
    quoted() {
      local text=${1//[[:cntrl:]]/?}
      text=${text//\\\\/\\\\\\\\}
      printf '"%s"' "${text//\\"/\\\\\\"}"
    }

    # call FILE COMMAND...: keeps the output as FILE.json, or what went wrong as FILE.err.
    call() {
      local file=$1 status=0 word line
      shift
      "$@" --output json > "$out/$file.json" 2> "$out/$file.err" < /dev/null || status=$?
      if [ "$status" = 0 ]; then rm -f "$out/$file.err"; else rm -f "$out/$file.json"; fi
      line="{\\"at\\": \\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\\", \\"rc\\": $status, \\"file\\": $(quoted "$file.json"), \\"argv\\": ["
      for word in "$@"; do line="$line$(quoted "$word"), "; done
      printf '%s\\n' "${line%, }]}" >> "$out/calls.jsonl"
      [ "$status" = 0 ] || echo "failed, kept: $out/$file.err" >&2
    }

    # names: of lines those that a call may be given; an option or a file to read is no name.
    names() {
      local name
      while IFS= read -r name || [ -n "$name" ]; do
        case $name in
          '' | None) ;;
          -* | file:* | fileb:* | http:* | https:*) printf 'left out, because it is no name: %q\\n' "$name" >&2 ;;
          *) printf '%s\\n' "$name" ;;
        esac
      done
    }

    # ids COMMAND...: the texts that a query finds, one a line.
    ids() {
      "$@" --output text 2> /dev/null < /dev/null | tr '\\t' '\\n' | names
    }

    # batch SIZE FILE COMMAND...: names come on stdin; SIZE of them are asked for at a time.
    batch() {
      local size=$1 file=$2 number=0 name
      local group=()
      shift 2
      while IFS= read -r name; do
        group+=("$name")
        if [ "${#group[@]}" -ge "$size" ]; then
          number=$((number + 1))
          call "$file-$number" "$@" "${group[@]}"
          group=()
        fi
      done
      if [ "${#group[@]}" -gt 0 ]; then call "$file-$((number + 1))" "$@" "${group[@]}"; fi
    }

    # A text as part of a file's name.
    safe() { printf '%s' "$1" | tr -c 'A-Za-z0-9._-' '-'; }

    # found PATTERN FILES: values of members in files that were collected, each once.
    found() {
      local pattern=$1
      shift
      cat "$@" 2> /dev/null | grep -oE "\\"$pattern\\": *\\"[^\\"]*\\"" | sed 's/.*: *"\\(.*\\)"$/\\1/' | sort -u | names
    }

    """
  }

  private static let tail = """

    echo "wrote $(find "$out" -type f | wc -l | tr -d ' ') files to $out" >&2
    """
}

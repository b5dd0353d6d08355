import Foundation

/// What stands at a path where a file was expected.
package enum FileKind {
  /// The words for a mode, with their article.
  package static func name(_ mode: mode_t) -> String {
    switch mode & S_IFMT {
    case S_IFREG: "a file"
    case S_IFDIR: "a folder"
    case S_IFLNK: "a link"
    case S_IFIFO: "a FIFO"
    case S_IFSOCK: "a socket"
    case S_IFCHR, S_IFBLK: "a device"
    default: "neither a file nor a folder"
    }
  }
}

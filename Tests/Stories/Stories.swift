import Testing

/// The program played as a whole; one story at a time, so that none waits for another's processor.
@Suite(.serialized) enum Stories {}

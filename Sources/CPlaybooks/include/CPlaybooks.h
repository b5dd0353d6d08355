#ifndef CPLAYBOOKS_H
#define CPLAYBOOKS_H
/// One file that is carried inside the binary.
typedef struct {
  const char *path;            // relative to Playbooks/
  const unsigned char *bytes;
  unsigned long count;
} culprit_embedded_file;
extern const culprit_embedded_file culprit_embedded_files[];
extern const unsigned long culprit_embedded_count;
#endif
